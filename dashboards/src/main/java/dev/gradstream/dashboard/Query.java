package dev.gradstream.dashboard;

import dev.gradstream.operator.metric.MetricName;
import java.util.Arrays;
import java.util.List;

/**
 * One expression of a panel.
 *
 * @param expression in PromQL
 * @param legend name of its series, with labels as {@code {{label}}}
 * @param names of series that get a colour each; empty where all of it is one colour
 * @param dashed whether its lines are broken, so that they differ without colour too
 */
record Query(String expression, String legend, List<String> names, boolean dashed) {
    private static final String MODEL = "model=~\"$model\"";

    Query {
        names = List.copyOf(names);
    }

    static Query of(String expression, String legend) {
        return new Query(expression, legend, List.of(), false);
    }

    /** The same with broken lines: for what is not the model's. */
    Query ofBaseline() {
        return new Query(expression, legend, names, true);
    }

    /** The same, its series named so. */
    Query named(String... seriesNames) {
        return new Query(expression, legend, Arrays.asList(seriesNames), dashed);
    }

    /** The series of the chosen models. */
    static String series(MetricName name) {
        return name.prometheus() + "{" + MODEL + "}";
    }

    /** The series of the chosen models with other labels too, as {@code split="training"}. */
    static String where(MetricName name, String labels) {
        return name.prometheus() + "{" + MODEL + "," + labels + "}";
    }

    /** The series of the chosen jobs. */
    static String series(FlinkMetric name) {
        return name.prometheus() + "{job_name=~\"$job\"}";
    }

    /** A second's growth of what only grows. */
    static String rate(MetricName name) {
        return "rate(" + series(name) + "[$__rate_interval])";
    }

    /** The growth of what only grows. */
    static String increase(MetricName name) {
        return "increase(" + series(name) + "[$__rate_interval])";
    }
}
