package dev.gradstream.model.data.fuzz;

import static dev.gradstream.model.data.fuzz.PlainJson.require;

import dev.gradstream.model.data.fuzz.PlainJson.Members;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/** Records as maps from fields to plain Java values, read in the slowest and plainest way. */
final class PlainRecord {
    private PlainRecord() {}

    /** Reads all examples of a record; throws whatever it likes if it is none. */
    @FunctionalInterface
    interface Reader {
        List<Map<String, Object>> read(byte[] value) throws IOException;
    }

    /** Fields that no member has are not in the map. */
    static Reader json(List<String> fields) {
        return value -> {
            Map<String, Object> record = new HashMap<>();
            collect("", PlainJson.read(value), fields, record);
            return List.of(record);
        };
    }

    private static void collect(
            String prefix, Object value, List<String> fields, Map<String, Object> into) {
        require(value instanceof Members);
        for (Entry<String, Object> member : ((Members) value).members()) {
            String path = prefix + member.getKey();
            if (member.getValue() instanceof Members inner
                    && fields.stream().anyMatch(field -> field.startsWith(path + "."))) {
                collect(path + ".", inner, fields, into);
            } else if (fields.contains(path)) {
                require(!into.containsKey(path));
                into.put(path, member.getValue());
            }
        }
    }

    /** Texts of one character for each byte. */
    static Reader csv(List<String> fields) {
        return value -> {
            String row = new String(value, StandardCharsets.ISO_8859_1);
            row = row.startsWith("\u00ef\u00bb\u00bf") ? row.substring(3) : row;
            row = row.endsWith("\n") ? row.substring(0, row.length() - 1) : row;
            row = row.endsWith("\r") ? row.substring(0, row.length() - 1) : row;
            List<String> texts = cut(row);
            require(texts.size() == fields.size());
            Map<String, Object> record = new HashMap<>();
            fields.forEach(field -> record.put(field, texts.get(record.size())));
            return List.of(record);
        };
    }

    private static List<String> cut(String row) {
        List<String> texts = new ArrayList<>();
        int at = 0;
        while (at <= row.length()) {
            StringBuilder text = new StringBuilder();
            if (at < row.length() && row.charAt(at) == '"') {
                at++;
                while (row.charAt(at) != '"' || row.startsWith("\"\"", at)) {
                    at += row.charAt(at) == '"' ? 1 : 0;
                    text.append(row.charAt(at++));
                }
                at++;
            } else {
                while (at < row.length() && row.charAt(at) != ',') {
                    require("\"\r\n".indexOf(row.charAt(at)) < 0);
                    text.append(row.charAt(at++));
                }
            }
            require(at == row.length() || row.charAt(at) == ',');
            at++;
            texts.add(text.toString());
        }
        return texts;
    }

    /** By Avro's own reader; a frame is taken off. */
    static Reader avro(Schema schema, List<String> fields, boolean framed) {
        GenericDatumReader<GenericRecord> reader = new GenericDatumReader<>(schema);
        return value -> {
            int from = framed ? 5 : 0;
            BinaryDecoder decoder =
                    DecoderFactory.get().binaryDecoder(value, from, value.length - from, null);
            GenericRecord read = reader.read(null, decoder);
            require(decoder.isEnd());
            Map<String, Object> record = new HashMap<>();
            for (String field : fields) {
                Object found = read;
                for (String name : field.split("\\.", -1)) {
                    found = found == null ? null : ((GenericRecord) found).get(name);
                }
                record.put(field, found);
            }
            return List.of(record);
        };
    }

    /**
     * Rows of floats.
     *
     * @param sizes of the fields that are lists
     */
    static Reader float32(List<String> fields, Map<String, Integer> sizes) {
        return value -> {
            List<Map<String, Object>> rows = new ArrayList<>();
            ByteBuffer bytes = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
            require(bytes.hasRemaining());
            while (bytes.hasRemaining()) {
                Map<String, Object> row = new HashMap<>();
                for (String field : fields) {
                    List<Object> numbers = new ArrayList<>();
                    for (int i = sizes.getOrDefault(field, 1); i > 0; i--) {
                        numbers.add(bytes.getFloat());
                    }
                    row.put(field, sizes.containsKey(field) ? numbers : numbers.get(0));
                }
                rows.add(row);
            }
            return rows;
        };
    }
}
