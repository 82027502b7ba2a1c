package dev.gradstream.model.pipeline;

import dev.gradstream.model.optim.RateReduction;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping.Action;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping.Metric;
import dev.gradstream.model.pipeline.yaml.Choice;
import dev.gradstream.model.pipeline.yaml.Range;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code early_stopping}: when learning ends by itself. */
final class EarlyStoppingSection {
    private static final Choice<Metric> METRIC = new Choice<>(metrics(), List.of());
    private static final Choice<Action> ACTION = new Choice<>(actions(), List.of());
    private static final Range FACTOR = Range.open(0, 1);
    private static final double DEFAULT_FACTOR = 0.1;
    private static final int PATIENCE = 5;
    private static final int MAX_PATIENCE = 1_000_000;

    private EarlyStoppingSection() {}

    /**
     * What the file says.
     *
     * @param holdsOut whether there are held-out examples to watch
     * @param classes of the target, 0 for a number; empty where that is not known
     */
    static DeclaredEarlyStopping read(Section root, boolean holdsOut, OptionalInt classes) {
        Optional<Value> value = root.optional("early_stopping");
        return value.flatMap(Value::section)
                .map(section -> readSection(section, value.get(), holdsOut, classes))
                .orElse(DeclaredEarlyStopping.NONE);
    }

    /**
     * The metric of that name; one that is never measured is reported.
     *
     * @param place where it is named
     */
    static Optional<Metric> metric(
            String name, Value place, boolean holdsOut, OptionalInt classes) {
        Optional<Metric> metric = METRIC.named(name, place);
        metric.ifPresent(m -> checkMetric(m, place, holdsOut, classes));
        return metric;
    }

    private static DeclaredEarlyStopping readSection(
            Section section, Value place, boolean holdsOut, OptionalInt classes) {
        Optional<Value> metricKey = section.optional("metric");
        Optional<Metric> metric =
                metricKey.isPresent()
                        ? metricKey.flatMap(METRIC::read)
                        : Optional.of(Metric.VALIDATION_LOSS);
        metric.ifPresent(m -> checkMetric(m, metricKey.orElse(place), holdsOut, classes));
        int patience =
                section.optional("patience")
                        .flatMap(v -> v.integer(1, MAX_PATIENCE))
                        .orElse(PATIENCE);
        double minDelta =
                section.optional("min_delta").flatMap(v -> v.number(Range.atLeast(0))).orElse(0.0);
        boolean restoreBest = section.optional("restore_best").flatMap(Value::flag).orElse(true);
        Action action = section.optional("action").flatMap(ACTION::read).orElse(Action.FREEZE);
        Optional<RateReduction> reduction = reduction(section, action);
        section.finish();
        return new DeclaredEarlyStopping(
                Optional.of(
                        new EarlyStopping(
                                metric.orElse(Metric.VALIDATION_LOSS),
                                patience,
                                minDelta,
                                restoreBest,
                                action)),
                reduction);
    }

    private static Optional<RateReduction> reduction(Section section, Action action) {
        Optional<Value> key = section.optional("factor");
        double factor = key.flatMap(v -> v.number(FACTOR)).orElse(DEFAULT_FACTOR);
        if (action == Action.REDUCE_LR) {
            return Optional.of(new RateReduction(factor, 0, RateReduction.EPS));
        }
        key.ifPresent(value -> value.refuse("belongs to action: reduce_lr; leave it out"));
        return Optional.empty();
    }

    private static void checkMetric(
            Metric metric, Value place, boolean holdsOut, OptionalInt classes) {
        if (metric != Metric.TRAINING_LOSS && !holdsOut) {
            place.refuse(
                    "watches held-out examples, but none are held out; write validation:"
                            + " {fraction: 0.2} or metric: training.loss");
        }
        if (metric == Metric.VALIDATION_ACCURACY && classes.equals(OptionalInt.of(0))) {
            place.refuse("a number has no accuracy; write target.classes or validation.loss");
        }
    }

    private static Map<String, Action> actions() {
        Map<String, Action> actions = new LinkedHashMap<>();
        actions.put("freeze", Action.FREEZE);
        actions.put("reduce_lr", Action.REDUCE_LR);
        actions.put("stop", Action.STOP);
        return actions;
    }

    private static Map<String, Metric> metrics() {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        metrics.put("validation.loss", Metric.VALIDATION_LOSS);
        metrics.put("validation.accuracy", Metric.VALIDATION_ACCURACY);
        metrics.put("training.loss", Metric.TRAINING_LOSS);
        return metrics;
    }
}
