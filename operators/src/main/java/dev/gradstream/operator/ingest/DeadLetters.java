package dev.gradstream.operator.ingest;

import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.operator.kafka.record.OutboundRecord;
import dev.gradstream.operator.kafka.record.OutboundRecord.Header;
import dev.gradstream.operator.kafka.record.RawRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Makes a dead letter of a record that was refused: the record's own key and value, and headers
 * {@code reason}, {@code message}, {@code model}, {@code topic}, {@code partition}, {@code offset},
 * {@code timestamp}, all as text.
 *
 * <p>A key or value that would not pass the dead-letter topic's default limit of 1 MB a message is
 * cut to its first bytes, with headers {@code value.size} (of the original) and {@code
 * value.truncated}, or {@code key.size} and {@code key.truncated}. The offset names the original.
 */
public final class DeadLetters {
    /** Larger values are cut. */
    static final int MAX_VALUE_BYTES = 800 * 1024;

    /** What is kept of a value that is cut. */
    static final int CUT_VALUE_BYTES = 512 * 1024;

    /** Larger keys are cut to this. */
    static final int MAX_KEY_BYTES = 64 * 1024;

    private final String model;

    /**
     * @param model the pipeline's name
     */
    public DeadLetters(String model) {
        this.model = model;
    }

    /** The dead letter of a record that was refused. */
    public OutboundRecord of(RawRecord record, RefusedRecordException refusal) {
        List<Header> headers = new ArrayList<>();
        headers.add(Header.of("reason", refusal.reason().name()));
        headers.add(Header.of("message", refusal.getMessage()));
        headers.add(Header.of("model", model));
        headers.add(Header.of("topic", record.topic()));
        headers.add(Header.of("partition", Integer.toString(record.partition())));
        headers.add(Header.of("offset", Long.toString(record.offset())));
        headers.add(Header.of("timestamp", Long.toString(record.timestamp())));
        Optional<byte[]> key =
                Optional.ofNullable(record.key())
                        .map(bytes -> cut(bytes, MAX_KEY_BYTES, MAX_KEY_BYTES, "key", headers));
        Optional<byte[]> value =
                Optional.ofNullable(record.value())
                        .map(
                                bytes ->
                                        cut(
                                                bytes,
                                                MAX_VALUE_BYTES,
                                                CUT_VALUE_BYTES,
                                                "value",
                                                headers));
        return new OutboundRecord(key, value, headers, OptionalInt.empty());
    }

    private static byte[] cut(byte[] bytes, int most, int kept, String what, List<Header> headers) {
        if (bytes.length <= most) {
            return bytes;
        }
        headers.add(Header.of(what + ".size", Integer.toString(bytes.length)));
        headers.add(Header.of(what + ".truncated", "true"));
        return Arrays.copyOf(bytes, kept);
    }
}
