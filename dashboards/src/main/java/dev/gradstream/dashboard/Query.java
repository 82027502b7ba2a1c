package dev.gradstream.dashboard;

import dev.gradstream.operator.metric.MetricName;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One expression of a panel.
 *
 * @param expression in PromQL
 * @param legend name of its series, with labels as {@code {{label}}}; title of its column
 * @param line what its lines look like
 * @param names of series that get a colour each; empty where all of it is one colour
 * @param unit as Grafana names units; empty for the panel's
 * @param meanings of values that are shown as words
 */
record Query(
        String expression,
        String legend,
        Line line,
        List<String> names,
        Optional<String> unit,
        List<Meaning> meanings) {
    private static final String MODEL = "model=~\"$model\"";

    /** Lines differ without colour too. */
    enum Line {
        SOLID,
        /** Of what is not the model's. */
        BROKEN,
        /** The same, where it stands beside a broken one. */
        DOTTED
    }

    /**
     * What a number stands for.
     *
     * @param colour of the word, which says all without it
     */
    record Meaning(int value, String word, String colour) {}

    Query {
        names = List.copyOf(names);
        meanings = List.copyOf(meanings);
    }

    static Query of(String expression, String legend) {
        return new Query(expression, legend, Line.SOLID, List.of(), Optional.empty(), List.of());
    }

    /** The same, for what is not the model's. */
    Query ofBaseline() {
        return new Query(expression, legend, Line.BROKEN, names, unit, meanings);
    }

    /** The same, for what is not the model's and stands beside a baseline. */
    Query ofOtherBaseline() {
        return new Query(expression, legend, Line.DOTTED, names, unit, meanings);
    }

    /** The same, its series named so. */
    Query named(String... seriesNames) {
        return new Query(expression, legend, line, Arrays.asList(seriesNames), unit, meanings);
    }

    /** The same in a unit of its own. */
    Query in(String own) {
        return new Query(expression, legend, line, names, Optional.of(own), meanings);
    }

    /** The same in words. */
    Query meaning(List<Meaning> words) {
        return new Query(expression, legend, line, names, unit, words);
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

    /** A second's growth of what is set back now and then, as by a job that restarts. */
    static String growth(MetricName name) {
        return "clamp_min(deriv(" + series(name) + "[$__rate_interval]), 0)";
    }

    /** The growth of what only grows. */
    static String increase(MetricName name) {
        return "increase(" + series(name) + "[$__rate_interval])";
    }
}
