package dev.gradstream.operator.metric;

import dev.gradstream.model.data.RefusedRecordException.Reason;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * Registers metrics by their {@link MetricName} in an operator's own group, under {@code
 * gradstream.model.<MODEL>} and the labels.
 */
public final class OperatorMetrics {
    private static final int HISTOGRAM_WINDOW = 512;

    private final MetricGroup group;

    /**
     * @param operator the operator's own group
     * @param model the pipeline's name
     */
    public OperatorMetrics(MetricGroup operator, String model) {
        group = operator.addGroup(MetricName.GROUP).addGroup(MetricName.MODEL, model);
    }

    public Counter accepted() {
        return counter(MetricName.ACCEPTED);
    }

    /** A counter for every reason, so that a reason that never came up reads 0. */
    public Map<Reason, Counter> refused() {
        Map<Reason, Counter> counters = new EnumMap<>(Reason.class);
        for (Reason reason : Reason.values()) {
            counters.put(reason, counter(MetricName.REFUSED, reason.name()));
        }
        return counters;
    }

    /** Registers a counter; one value for each of its labels, in order. */
    public Counter counter(MetricName name, String... labelValues) {
        return group(name, labelValues).counter(name.word());
    }

    /** Registers a gauge, which other threads than the task's will read. */
    public void gauge(MetricName name, Gauge<?> value, String... labelValues) {
        group(name, labelValues).gauge(name.word(), value);
    }

    /** Registers a histogram of the last values. */
    public Histogram histogram(MetricName name) {
        return group(name)
                .histogram(name.word(), new DescriptiveStatisticsHistogram(HISTOGRAM_WINDOW));
    }

    private MetricGroup group(MetricName name, String... labelValues) {
        if (labelValues.length != name.labels().size()) {
            throw new IllegalArgumentException(
                    name + " has the labels " + name.labels() + ", got " + labelValues.length);
        }
        MetricGroup labelled = group;
        for (int i = 0; i < labelValues.length; i++) {
            labelled = labelled.addGroup(name.labels().get(i), labelValues[i]);
        }
        return labelled;
    }
}
