package dev.gradstream.operator.join;

import dev.gradstream.model.data.RefusedRecordException.Reason;
import dev.gradstream.operator.metric.MetricName;
import dev.gradstream.operator.metric.OperatorMetrics;
import java.util.Map;
import org.apache.flink.metrics.Counter;

/** How many features and labels there are in state, and what became of those that left it. */
final class JoinCounts {
    private final Counter joined;
    private final Counter negatives;
    private final Counter dropped;
    private final Map<Reason, Counter> refused;
    private long open;
    private long waiting;
    private long remembered;

    JoinCounts(OperatorMetrics metrics) {
        joined = metrics.counter(MetricName.JOINED);
        negatives = metrics.counter(MetricName.NEGATIVES);
        dropped = metrics.counter(MetricName.DROPPED);
        refused = metrics.refused();
        metrics.gauge(MetricName.OPEN_FEATURES, this::open);
        metrics.gauge(MetricName.WAITING_LABELS, this::waiting);
        metrics.gauge(MetricName.REMEMBERED_KEYS, this::remembered);
    }

    /** Features that wait for their label. */
    long open() {
        return open;
    }

    /** Labels that wait for their features. */
    long waiting() {
        return waiting;
    }

    /** Keys that have met. */
    long remembered() {
        return remembered;
    }

    /** An entry has come into the state. */
    void entered(JoinEntry entry) {
        count(entry, 1);
    }

    /** An entry has left the state. */
    void left(JoinEntry entry) {
        count(entry, -1);
    }

    private void count(JoinEntry entry, int sign) {
        if (entry instanceof JoinEntry.Open) {
            open += sign;
        } else if (entry instanceof JoinEntry.Waiting labels) {
            waiting += (long) sign * labels.labels().size();
        } else {
            remembered += sign;
        }
    }

    void joined() {
        joined.inc();
    }

    void negative() {
        negatives.inc();
    }

    void dropped() {
        dropped.inc();
    }

    void refused(Reason reason) {
        refused.get(reason).inc();
    }
}
