package dev.gradstream.job.page.history;

import dev.gradstream.operator.kafka.snapshot.SnapshotSummary;
import java.util.Map;

/**
 * A version that stands on the snapshots topic.
 *
 * @param size bytes of the encoded snapshot
 * @param details what the trainer says of it: step, examples, metrics
 */
public record Version(long version, long size, String sha256, Map<String, String> details) {

    /** As the topic tells it. */
    public static Version of(SnapshotSummary summary) {
        return new Version(summary.version(), summary.size(), summary.sha256(), summary.details());
    }
}
