package dev.gradstream.operator.metric;

import dev.gradstream.model.data.RefusedRecordException.Reason;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * Names of all metrics of the operators; each stands in the operator's own group under {@code
 * gradstream}.
 *
 * <table>
 *   <caption>Metrics</caption>
 *   <tr><th>operator</th><th>name</th><th>kind</th><th>what</th></tr>
 *   <tr><td>ingest</td><td>{@code gradstream.accepted}</td><td>counter</td>
 *       <td>records that became examples</td></tr>
 *   <tr><td>ingest, join</td><td>{@code gradstream.reason.<REASON>.refused}</td><td>counter</td>
 *       <td>records that went to the dead letters; the reason is a label</td></tr>
 *   <tr><td>sequence</td><td>{@code gradstream.without_example}</td><td>counter</td>
 *       <td>records that no example was made with: the first ones of a series, and those that the
 *       stride passes over; later examples may take from them</td></tr>
 *   <tr><td>batch</td><td>{@code gradstream.left_out}</td><td>counter</td>
 *       <td>negatives that were not learnt from, by {@code keep_negatives}</td></tr>
 *   <tr><td>join</td><td>{@code gradstream.open}</td><td>gauge</td>
 *       <td>features that wait for their label</td></tr>
 *   <tr><td>join</td><td>{@code gradstream.waiting}</td><td>gauge</td>
 *       <td>labels that wait for their features</td></tr>
 *   <tr><td>join</td><td>{@code gradstream.remembered}</td><td>gauge</td>
 *       <td>keys that have met, and are kept to know what comes twice</td></tr>
 *   <tr><td>join</td><td>{@code gradstream.joined}</td><td>counter</td>
 *       <td>features whose label came</td></tr>
 *   <tr><td>join</td><td>{@code gradstream.negatives}</td><td>counter</td>
 *       <td>features that went on as negative, because no label came in time</td></tr>
 *   <tr><td>join</td><td>{@code gradstream.dropped}</td><td>counter</td>
 *       <td>features that were dropped, because no label came in time</td></tr>
 *   <tr><td>learn</td><td>{@code gradstream.examples}</td><td>gauge</td>
 *       <td>examples learnt from, over all restarts</td></tr>
 *   <tr><td>learn</td><td>{@code gradstream.steps}</td><td>gauge</td>
 *       <td>optimizer steps, over all restarts</td></tr>
 *   <tr><td>learn</td><td>{@code gradstream.loss}</td><td>gauge</td>
 *       <td>latest reported training loss, NaN before the first report</td></tr>
 *   <tr><td>learn</td><td>{@code gradstream.versions}</td><td>counter</td>
 *       <td>snapshots published by this attempt</td></tr>
 * </table>
 */
public final class OperatorMetrics {
    public static final String GROUP = "gradstream";
    public static final String ACCEPTED = "accepted";
    public static final String REFUSED = "refused";
    public static final String REASON = "reason";
    public static final String WITHOUT_EXAMPLE = "without_example";
    public static final String LEFT_OUT = "left_out";
    public static final String EXAMPLES = "examples";
    public static final String STEPS = "steps";
    public static final String LOSS = "loss";
    public static final String VERSIONS = "versions";

    public static final String OPEN = "open";
    public static final String WAITING = "waiting";
    public static final String REMEMBERED = "remembered";
    public static final String JOINED = "joined";
    public static final String NEGATIVES = "negatives";
    public static final String DROPPED = "dropped";

    private final MetricGroup group;

    /**
     * @param operator the operator's own group
     */
    public OperatorMetrics(MetricGroup operator) {
        group = operator.addGroup(GROUP);
    }

    public Counter accepted() {
        return group.counter(ACCEPTED);
    }

    /** A counter for every reason, so that a reason that never came up reads 0. */
    public Map<Reason, Counter> refused() {
        Map<Reason, Counter> counters = new EnumMap<>(Reason.class);
        for (Reason reason : Reason.values()) {
            counters.put(reason, group.addGroup(REASON, reason.name()).counter(REFUSED));
        }
        return counters;
    }

    public Counter withoutExample() {
        return group.counter(WITHOUT_EXAMPLE);
    }

    public Counter leftOut() {
        return group.counter(LEFT_OUT);
    }

    public void open(Gauge<Long> features) {
        group.gauge(OPEN, features);
    }

    public void waiting(Gauge<Long> labels) {
        group.gauge(WAITING, labels);
    }

    public void remembered(Gauge<Long> keys) {
        group.gauge(REMEMBERED, keys);
    }

    public Counter joined() {
        return group.counter(JOINED);
    }

    public Counter negatives() {
        return group.counter(NEGATIVES);
    }

    public Counter dropped() {
        return group.counter(DROPPED);
    }

    public void examples(Gauge<Long> examples) {
        group.gauge(EXAMPLES, examples);
    }

    public void steps(Gauge<Long> steps) {
        group.gauge(STEPS, steps);
    }

    public void loss(Gauge<Double> loss) {
        group.gauge(LOSS, loss);
    }

    public Counter versions() {
        return group.counter(VERSIONS);
    }
}
