package dev.gradstream.model.train;

import dev.gradstream.model.eval.EarlyStopping;
import dev.gradstream.model.eval.EarlyStopping.Direction;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping.Metric;
import dev.gradstream.model.snapshot.Snapshot;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** Watches the reports for the end of learning, and keeps the best model where it is wanted. */
final class EarlyStoppingWatch {
    private final Pipeline.EarlyStopping rule;
    private final EarlyStopping stopping;
    private Optional<Snapshot> best;

    /**
     * What it remembers.
     *
     * @param best the model at the best report; empty before there is one, and where best weights
     *     are not to be restored
     */
    record State(EarlyStopping.State stopping, Optional<Snapshot> best) {}

    EarlyStoppingWatch(Pipeline.EarlyStopping rule) {
        this.rule = rule;
        stopping = new EarlyStopping(rule.patience(), rule.minDelta(), direction(rule.metric()));
        best = Optional.empty();
    }

    EarlyStoppingWatch(Pipeline.EarlyStopping rule, State state) {
        this.rule = rule;
        stopping =
                new EarlyStopping(
                        rule.patience(),
                        rule.minDelta(),
                        direction(rule.metric()),
                        state.stopping());
        best = state.best();
    }

    State state() {
        return new State(stopping.state(), best);
    }

    boolean stopped() {
        return stopping.stopped();
    }

    /** The model to restore when learning ends. */
    Optional<Snapshot> best() {
        return best;
    }

    /**
     * Takes in a report; one that lacks the metric says nothing.
     *
     * @param current the model that the report is of
     * @return what to tell: an improvement, or that learning ends now
     */
    Optional<Signal> observe(MetricsReport report, Supplier<Snapshot> current) {
        OptionalDouble value = report.value(rule.metric());
        if (stopped() || value.isEmpty()) {
            return Optional.empty();
        }
        double previous = stopping.best();
        return switch (stopping.observe(value.getAsDouble())) {
            case IMPROVED -> {
                best = rule.restoreBest() ? Optional.of(current.get()) : Optional.empty();
                yield Optional.of(improved(report, value.getAsDouble(), previous));
            }
            case NOT_IMPROVED -> Optional.empty();
            case STOPPED -> Optional.of(stopped(report, value.getAsDouble()));
        };
    }

    private Signal improved(MetricsReport report, double value, double previous) {
        String from =
                Double.isFinite(previous)
                        ? String.format(Locale.ROOT, "improved from %.6g to %.6g", previous, value)
                        : String.format(Locale.ROOT, "is %.6g at the first evaluation", value);
        return signal(Signal.Kind.IMPROVED, report, value, from);
    }

    private Signal stopped(MetricsReport report, double value) {
        String end =
                best.map(model -> "the parameters of step " + model.step() + " are restored")
                        .orElse("the parameters stay as they are");
        String text =
                String.format(
                        Locale.ROOT,
                        "has not improved on %.6g for %d evaluations; learning ends and %s",
                        stopping.best(),
                        rule.patience(),
                        end);
        return signal(Signal.Kind.EARLY_STOP, report, value, text);
    }

    private Signal signal(Signal.Kind kind, MetricsReport report, double value, String text) {
        String metric = MetricsReport.name(rule.metric());
        return new Signal(
                report.model(),
                kind,
                report.step(),
                report.examples(),
                metric,
                value,
                stopping.best(),
                metric + " " + text);
    }

    private static Direction direction(Metric metric) {
        return switch (metric) {
            case TRAINING_LOSS, VALIDATION_LOSS -> Direction.LOWER_IS_BETTER;
            case VALIDATION_ACCURACY -> Direction.HIGHER_IS_BETTER;
        };
    }
}
