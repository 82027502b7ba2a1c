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
        int known = 0;
        for (Map.Entry<String, Figure> figure : figures.entrySet()) {
            Double value = values.get(figure.getKey());
            figure.getValue().value = value == null ? Double.NaN : value;
            known += value == null ? 0 : 1;
        }
        if (known < values.size()) {
            values.forEach(this::takeIfNew);
        }
    }

    private void takeIfNew(String figure, double value) {
        if (!figures.containsKey(figure) && figures.size() < MOST_FIGURES) {
            register(figure).value = value;
        }
    }

    private Figure register(String figure) {
        int dot = figure.indexOf('.');
        Figure gauge = new Figure();
        figures.put(figure, gauge);
        metrics.gauge(name, gauge, figure.substring(0, dot), figure.substring(dot + 1));
        return gauge;
    }
}
