package dev.gradstream.job.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** A record of one of a pipeline's topics as one line for a person. */
public final class ReportLine {
    /** Characters of a dead letter that are shown. */
    private static final int EXCERPT = 120;

    private ReportLine() {}

    /** A metrics or signals record: name and value, pair by pair. */
    public static String of(ConsumerRecord<byte[], byte[]> record) {
        return OneLine.of(report(record));
    }

    /** A dead letter: what its headers say of it, then how it begins. */
    public static String ofDeadLetter(ConsumerRecord<byte[], byte[]> record) {
        String headers =
                StreamSupport.stream(record.headers().spliterator(), false)
                        .map(header -> header.key() + " " + text(header))
                        .collect(Collectors.joining("  "));
        return OneLine.of(headers + "  value " + excerpt(record.value()));
    }

    private static String report(ConsumerRecord<byte[], byte[]> record) {
        try {
            Map<String, JsonNode> fields = FlatJson.read(record.value());
            return fields.entrySet().stream()
                    .map(field -> field.getKey() + " " + Numbers.readable(field.getValue()))
                    .collect(Collectors.joining("  "));
        } catch (IOException e) {
            return "not a report, at offset " + record.offset() + ": " + excerpt(record.value());
        }
    }

    private static String text(Header header) {
        return header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static String excerpt(byte[] value) {
        if (value == null) {
            return "(none)";
        }
        int length = Math.min(value.length, EXCERPT);
        String begin = new String(value, 0, length, StandardCharsets.UTF_8);
        return value.length > EXCERPT ? begin + " ... (" + value.length + " bytes)" : begin;
    }
}
