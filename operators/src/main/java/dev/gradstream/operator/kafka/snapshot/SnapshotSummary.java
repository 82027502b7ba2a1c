package dev.gradstream.operator.kafka.snapshot;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A version on the topic, as its headers tell it.
 *
 * @param chunks how many records it takes
 * @param size bytes of the encoded snapshot
 * @param sha256 of the encoded snapshot, hexadecimal
 * @param details what the trainer says of the version: step, examples, metrics
 */
public record SnapshotSummary(
        long version, int chunks, long size, String sha256, Map<String, String> details) {
    public SnapshotSummary {
        // In the order in which they were written, for people to read.
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    static SnapshotSummary of(ChunkHeaders headers) {
        return new SnapshotSummary(
                headers.version(),
                headers.chunks(),
                headers.size(),
                headers.sha256(),
                headers.details());
    }
}
