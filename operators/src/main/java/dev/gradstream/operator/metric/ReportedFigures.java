package dev.gradstream.operator.metric;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.metrics.Gauge;

/**
 * Numbers of the latest report, registered when they are first seen: the first {@value
 * #MOST_FIGURES}, so that no report can make labels without bound. One that a report lacks is NaN.
 */
final class ReportedFigures {
    static final int MOST_FIGURES = 64;
    private static final String LOSS = "loss";

    private final OperatorMetrics metrics;
    private final MetricName name;
    private final Set<String> figures = new HashSet<>();

    /** Never changed; written by the task's thread, read by a reporter's. */
    private volatile Map<String, Double> latest = Map.of();

    /**
     * @param name a metric with two labels, such as split and metric
     */
    ReportedFigures(OperatorMetrics metrics, MetricName name) {
        this.metrics = metrics;
        this.name = name;
    }

    /** Registers the loss of a split, under its own name. */
    void loss(String split) {
        String figure = split + "." + LOSS;
        figures.add(figure);
        metrics.gauge(MetricName.LOSS, gauge(figure), split);
    }

    private Gauge<Double> gauge(String figure) {
        return () -> latest.getOrDefault(figure, Double.NaN);
    }

    /**
     * Takes in a report.
     *
     * @param values by names such as {@code training.accuracy}; kept as it is
     */
    void take(Map<String, Double> values) {
        if (!figures.containsAll(values.keySet())) {
            values.keySet().forEach(this::registerIfNew);
        }
        latest = values;
    }

    private void registerIfNew(String figure) {
        if (figures.size() < MOST_FIGURES && figures.add(figure)) {
            int dot = figure.indexOf('.');
            metrics.gauge(name, gauge(figure), figure.substring(0, dot), figure.substring(dot + 1));
        }
    }
}
