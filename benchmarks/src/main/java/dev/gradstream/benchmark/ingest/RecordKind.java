package dev.gradstream.benchmark.ingest;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A record of 30 numbers and a label, in one of the formats, as it is written and as it is read.
 */
enum RecordKind {
    FLOAT32(1_000_000, 0.70, "float32") {
        @Override
        byte[] write(float[] row) {
            ByteBuffer bytes =
                    ByteBuffer.allocate(row.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(row);
            return bytes.array();
        }

        @Override
        PeerDecoder peer() {
            return new PeerDecoder.OfFloat32();
        }
    },
    /** A record of floats in Avro's binary encoding is the same bytes: four for each, in order. */
    AVRO(1_000_000, 0.70, "{avro: {schema: '" + schema() + "', framing: none}}") {
        @Override
        byte[] write(float[] row) {
            return FLOAT32.write(row);
        }

        @Override
        PeerDecoder peer() {
            return new PeerDecoder.OfAvro();
        }
    },
    JSON(400_000, 0.85, "json") {
        @Override
        byte[] write(float[] row) {
            StringBuilder json = new StringBuilder("{");
            for (int i = 0; i < COLUMNS; i++) {
                json.append('"').append(column(i)).append("\":").append(row[i]).append(',');
            }
            json.append("\"y\":").append((int) row[COLUMNS]).append('}');
            return json.toString().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        PeerDecoder peer() {
            return new PeerDecoder.OfJson();
        }
    };

    static final int COLUMNS = 30;

    private final int records;
    private final double target;
    private final String format;

    RecordKind(int records, double target, String format) {
        this.records = records;
        this.target = target;
        this.format = format;
    }

    static String column(int number) {
        return "x" + number;
    }

    private static String schema() {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < COLUMNS; i++) {
            fields.append("{\"name\":\"").append(column(i)).append("\",\"type\":\"float\"},");
        }
        return "{\"type\":\"record\",\"name\":\"Row\",\"fields\":["
                + fields
                + "{\"name\":\"y\",\"type\":\"float\"}]}";
    }

    /** How many are read in one measurement. */
    int records() {
        return records;
    }

    /** The least share of the bare consumer's speed that is wanted. */
    double target() {
        return target;
    }

    /** As the pipeline file writes it. */
    String format() {
        return format;
    }

    /**
     * A record's value.
     *
     * @param row the columns, then the label
     */
    abstract byte[] write(float[] row);

    /** Reads values back, by a program of its own. */
    abstract PeerDecoder peer();
}
