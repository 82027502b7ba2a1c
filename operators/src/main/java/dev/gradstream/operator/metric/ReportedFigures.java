package dev.gradstream.operator.metric;

import java.util.HashMap;
import java.util.Map;
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
    private final Map<String, Figure> figures = new HashMap<>();

    /** Written by the task's thread, read by a reporter's. */
    private static final class Figure implements Gauge<Double> {
        private volatile double value = Double.NaN;

        @Override
        public Double getValue() {
            return value;
        }
    }

    /**
     * @param name a metric with two labels, such as split and metric
     */
    ReportedFigures(OperatorMetrics metrics, MetricName name) {
        this.metrics = metrics;
        this.name = name;
    }

    /** Registers the loss of a split, under its own name. */
    void loss(String split) {
        metrics.gauge(
                MetricName.LOSS, figures.computeIfAbsent(key(split), k -> new Figure()), split);
    }

    private static String key(String split) {
        return split + "." + LOSS;
    }

    /**
     * Takes in a report.
     *
     * @param values by names such as {@code training.accuracy}
     */
    void take(Map<String, Double> values) {
        figures.forEach((figure, gauge) -> gauge.value = values.getOrDefault(figure, Double.NaN));
        values.forEach(
                (figure, value) -> {
                    if (!figures.containsKey(figure) && figures.size() < MOST_FIGURES) {
                        register(figure).value = value;
                    }
                });
    }

    private Figure register(String figure) {
        int dot = figure.indexOf('.');
        Figure gauge = new Figure();
        figures.put(figure, gauge);
        metrics.gauge(name, gauge, figure.substring(0, dot), figure.substring(dot + 1));
        return gauge;
    }
}
