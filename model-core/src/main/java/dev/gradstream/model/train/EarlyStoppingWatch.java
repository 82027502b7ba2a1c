package dev.gradstream.model.train;

import dev.gradstream.model.data.Split;
import dev.gradstream.model.eval.EarlyStopping;
import dev.gradstream.model.eval.EarlyStopping.Verdict;
import dev.gradstream.model.learn.Evaluation;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping.Action;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping.Metric;
import dev.gradstream.model.snapshot.Snapshot;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Watches the reports for the end of learning, and keeps the best model.
 *
 * <p>The hold-out window fills up and moves on, and a loss over other examples is another measure:
 * of two lucky ones in an empty window it may be one that no model ever beats on a full one. So a
 * metric of the window is compared on the same examples only: where they have changed, the best
 * model is evaluated on the present ones before the newest model is held against it.
 */
final class EarlyStoppingWatch {
    private final Pipeline.EarlyStopping rule;
    private final EarlyStopping stopping;
    private Optional<Snapshot> kept;

    /**
     * What it remembers.
     *
     * @param metric that was watched
     * @param kept the model at the best report; empty before there is one, and where it is needed
     *     neither to be restored nor to be compared with
     */
    record State(Metric metric, EarlyStopping.State stopping, Optional<Snapshot> kept) {}

    /** The models that a report can be about. */
    interface Models {
        /** The one that learns. */
        Snapshot present();

        /**
         * The kept one on the present hold-out window, in the present unit; empty if both are as
         * they were before.
         */
        Optional<Evaluation> evaluateAnew(Snapshot kept);
    }

    EarlyStoppingWatch(Pipeline.EarlyStopping rule) {
        this.rule = rule;
        stopping = new EarlyStopping(rule.patience(), rule.minDelta(), rule.metric().direction());
        kept = Optional.empty();
    }

    /** Goes on from what a watch over the same metric remembers. */
    EarlyStoppingWatch(Pipeline.EarlyStopping rule, State state) {
        this.rule = rule;
        stopping =
                new EarlyStopping(
                        rule.patience(),
                        rule.minDelta(),
                        rule.metric().direction(),
                        state.stopping());
        kept = state.kept();
        if (rule.action() == Action.REDUCE_LR && stopping.stopped()) {
            // The file stopped learning before; by this one it never ends.
            stopping.startAnew();
        }
    }

    /**
     * The watch that a pipeline asks for; empty if it asks for none.
     *
     * @param saved what an earlier one remembers; of no use if it watched another metric
     */
    static Optional<EarlyStoppingWatch> of(Pipeline pipeline, Optional<State> saved) {
        return pipeline.earlyStopping()
                .map(
                        rule ->
                                saved.filter(state -> state.metric().equals(rule.metric()))
                                        .map(state -> new EarlyStoppingWatch(rule, state))
                                        .orElseGet(() -> new EarlyStoppingWatch(rule)));
    }

    State state() {
        return new State(rule.metric(), stopping.state(), kept);
    }

    boolean stopped() {
        return stopping.stopped();
    }

    /** The model to restore when learning ends. */
    Optional<Snapshot> best() {
        return kept.filter(model -> rule.restoreBest());
    }

    /**
     * Takes in a report; one that lacks the metric says nothing. A model whose parameters are not
     * finite is never an improvement, whatever the report says.
     *
     * @return what to tell: an improvement, or that learning ends now
     */
    Optional<Signal> observe(MetricsReport report, Models models) {
        OptionalDouble measured = report.value(rule.metric());
        if (stopped() || measured.isEmpty()) {
            return Optional.empty();
        }
        double value = measured.getAsDouble();
        Snapshot present = models.present();
        if (!Double.isFinite(value) || !present.isFinite()) {
            return tell(stopping.observe(Double.NaN), report, value, stopping.best());
        }
        kept.filter(model -> watchesHoldOut())
                .flatMap(models::evaluateAnew)
                .map(evaluation -> MetricsReport.value(rule.metric(), evaluation))
                .ifPresent(stopping::measureBestAnew);
        double previous = stopping.best();
        Verdict verdict = stopping.observe(value);
        if (verdict == Verdict.IMPROVED) {
            kept = Optional.of(present).filter(model -> rule.restoreBest() || watchesHoldOut());
        }
        return tell(verdict, report, value, previous);
    }

    private boolean watchesHoldOut() {
        return rule.metric().split() == Split.VALIDATION;
    }

    private Optional<Signal> tell(
            Verdict verdict, MetricsReport report, double value, double previous) {
        return switch (verdict) {
            case IMPROVED -> Optional.of(improved(report, value, previous));
            case NOT_IMPROVED -> Optional.empty();
            case STOPPED ->
                    Optional.of(
                            rule.action() == Action.REDUCE_LR
                                    ? reduced(report, value)
                                    : stopped(report, value));
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
                best().map(model -> "the parameters of step " + model.step() + " are restored")
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

    private Signal reduced(MetricsReport report, double value) {
        stopping.startAnew();
        String text =
                String.format(
                        Locale.ROOT,
                        "has not improved on %.6g for %d evaluations; the learning rate is reduced",
                        stopping.best(),
                        rule.patience());
        return signal(Signal.Kind.LR_REDUCED, report, value, text);
    }

    private Signal signal(Signal.Kind kind, MetricsReport report, double value, String text) {
        String metric = rule.metric().name();
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
}
