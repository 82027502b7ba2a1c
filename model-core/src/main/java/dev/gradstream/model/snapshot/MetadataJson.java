package dev.gradstream.model.snapshot;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.gradstream.model.snapshot.Snapshot.OffsetRange;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** Lists and maps as JSON inside a metadata string. */
final class MetadataJson {
    // The JDK's own decimals of a double differ between releases; these are the shortest exact
    // ones everywhere, so the bytes of a snapshot do not depend on the JVM.
    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

    private MetadataJson() {}

    static String writeStrings(List<String> values) {
        return write(json -> json.writeArray(values.toArray(String[]::new), 0, values.size()));
    }

    static String writeNumbers(double[] values) {
        return write(json -> json.writeArray(values, 0, values.length));
    }

    static String writeNumber(double value) {
        return write(json -> json.writeNumber(value));
    }

    static String writeMetrics(Map<String, Double> metrics) {
        return write(
                json -> {
                    json.writeStartObject();
                    for (Map.Entry<String, Double> metric : metrics.entrySet()) {
                        json.writeNumberField(metric.getKey(), metric.getValue().doubleValue());
                    }
                    json.writeEndObject();
                });
    }

    /** As {@code [[partition, first, last], …]}. */
    static String writeLineage(List<OffsetRange> lineage) {
        return write(
                json -> {
                    json.writeStartArray();
                    for (OffsetRange range : lineage) {
                        json.writeArray(
                                new long[] {range.partition(), range.first(), range.last()}, 0, 3);
                    }
                    json.writeEndArray();
                });
    }

    static List<String> readStrings(String text, String what) {
        List<String> values = new ArrayList<>();
        try (StrictJson json = new StrictJson(text, what)) {
            json.enterArray();
            while (json.nextElement()) {
                values.add(json.string());
            }
            json.end();
        }
        return values;
    }

    static double readNumber(String text, String what) {
        try (StrictJson json = new StrictJson(text, what)) {
            double value = json.number();
            json.end();
            return value;
        }
    }

    static double[] readNumbers(String text, String what) {
        DoubleStream.Builder values = DoubleStream.builder();
        try (StrictJson json = new StrictJson(text, what)) {
            json.enterArray();
            while (json.nextElement()) {
                values.add(json.number());
            }
            json.end();
        }
        return values.build().toArray();
    }

    static Map<String, Double> readMetrics(String text, String what) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        try (StrictJson json = new StrictJson(text, what)) {
            json.enterObject();
            while (json.nextField()) {
                metrics.put(json.name(), json.number());
            }
            json.end();
        }
        return metrics;
    }

    static List<OffsetRange> readLineage(String text, String what) {
        List<OffsetRange> lineage = new ArrayList<>();
        try (StrictJson json = new StrictJson(text, what)) {
            json.enterArray();
            while (json.nextElement()) {
                lineage.add(readRange(json, what));
            }
            json.end();
        }
        return lineage;
    }

    private static OffsetRange readRange(StrictJson json, String what) {
        long[] values = new long[3];
        int count = 0;
        json.enterArray();
        while (json.nextElement()) {
            if (count == values.length) {
                throw new SnapshotFormatException(
                        what + " needs three numbers a range: partition, first, last");
            }
            values[count++] = json.integer();
        }
        if (count < values.length || values[0] != (int) values[0]) {
            throw new SnapshotFormatException(
                    what + " needs three numbers a range: partition, first, last");
        }
        return new OffsetRange((int) values[0], values[1], values[2]);
    }

    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    private static String write(Body body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            body.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
