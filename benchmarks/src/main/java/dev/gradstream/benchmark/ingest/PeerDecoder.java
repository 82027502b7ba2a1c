package dev.gradstream.benchmark.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/** What one would write around a bare consumer: the bytes into an array, believing every record. */
interface PeerDecoder {

    /**
     * Decodes a record's value.
     *
     * @param row takes the columns, then the label
     */
    void decode(byte[] value, float[] row) throws IOException;

    /** Little-endian floats. */
    final class OfFloat32 implements PeerDecoder {
        @Override
        public void decode(byte[] value, float[] row) {
            ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(row);
        }
    }

    /** Avro's own decoder. */
    final class OfAvro implements PeerDecoder {
        private BinaryDecoder decoder;

        @Override
        public void decode(byte[] value, float[] row) throws IOException {
            decoder = DecoderFactory.get().binaryDecoder(value, decoder);
            for (int i = 0; i < row.length; i++) {
                row[i] = decoder.readFloat();
            }
        }
    }

    /** Jackson's streaming parser, with its fast float parser. */
    final class OfJson implements PeerDecoder {
        private final JsonFactory factory =
                new JsonFactoryBuilder().enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER).build();
        private final Map<String, Integer> places = new HashMap<>();

        OfJson() {
            for (int i = 0; i < RecordKind.COLUMNS; i++) {
                places.put(RecordKind.column(i), i);
            }
            places.put("y", RecordKind.COLUMNS);
        }

        @Override
        public void decode(byte[] value, float[] row) throws IOException {
            try (JsonParser parser = factory.createParser(value)) {
                parser.nextToken();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    Integer place = places.get(parser.currentName());
                    parser.nextToken();
                    if (place != null) {
                        row[place] = parser.getFloatValue();
                    }
                }
            }
        }
    }
}
