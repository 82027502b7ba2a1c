package dev.gradstream.model.train;

import dev.gradstream.model.optim.schedule.ReduceLROnPlateau;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping.Metric;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Watches the reports for a plateau on which the learning rate is reduced. It takes each figure as
 * it stands, as PyTorch does, also while the hold-out window still fills up.
 */
final class PlateauWatch {
    private final ReduceLROnPlateau rule;
    private final Metric metric;
    private ReduceLROnPlateau.State state;

    /**
     * What it remembers.
     *
     * @param metric that was watched
     */
    record State(String metric, ReduceLROnPlateau.State plateau) {}

    private PlateauWatch(ReduceLROnPlateau rule, ReduceLROnPlateau.State state) {
        this.rule = rule;
        metric = Metric.named(rule.metric()).orElseThrow();
        this.state = state;
    }

    /**
     * The watch that a pipeline asks for; empty if it asks for none.
     *
     * @param saved what an earlier one remembers; of no use if it watched another metric
     */
    static Optional<PlateauWatch> of(Pipeline pipeline, Optional<State> saved) {
        if (!(pipeline.optimization().schedule() instanceof ReduceLROnPlateau rule)) {
            return Optional.empty();
        }
        ReduceLROnPlateau.State state =
                saved.filter(s -> s.metric().equals(rule.metric()))
                        .map(State::plateau)
                        .orElseGet(rule::start);
        return Optional.of(new PlateauWatch(rule, state));
    }

    State state() {
        return new State(rule.metric(), state);
    }

    /**
     * Takes in a report; one that lacks the metric says nothing.
     *
     * @return what to tell if the learning rate is to be reduced
     */
    Optional<Signal> observe(MetricsReport report) {
        OptionalDouble value = report.value(metric);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        ReduceLROnPlateau.Observed observed = rule.observe(state, value.getAsDouble());
        state = observed.after();
        return observed.reduces()
                ? Optional.of(reduced(report, value.getAsDouble()))
                : Optional.empty();
    }

    private Signal reduced(MetricsReport report, double value) {
        return new Signal(
                report.model(),
                Signal.Kind.LR_REDUCED,
                report.step(),
                report.examples(),
                rule.metric(),
                value,
                state.best(),
                String.format(
                        Locale.ROOT,
                        "%s has not become better than %.6g in %d reports; the learning rate is"
                                + " reduced",
                        rule.metric(),
                        state.best(),
                        rule.patience() + 1));
    }
}
