package dev.gradstream.model.pipeline;

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
    private static final Choice<Action> ACTION =
            Choice.of("freeze", Action.FREEZE, "stop", Action.STOP).reserving("reduce_lr");
    private static final int PATIENCE = 5;
    private static final int MAX_PATIENCE = 1_000_000;

    private EarlyStoppingSection() {}

    /**
     * What the file says; empty without the section.
     *
     * @param holdsOut whether there are held-out examples to watch
     * @param classes of the target, 0 for a number; empty where that is not known
     */
    static Optional<EarlyStopping> read(Section root, boolean holdsOut, OptionalInt classes) {
        Optional<Value> value = root.optional("early_stopping");
        return value.flatMap(Value::section)
                .map(section -> readSection(section, value.get(), holdsOut, classes));
    }

    private static EarlyStopping readSection(
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
        section.finish();
        return new EarlyStopping(
                metric.orElse(Metric.VALIDATION_LOSS), patience, minDelta, restoreBest, action);
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

    private static Map<String, Metric> metrics() {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        metrics.put("validation.loss", Metric.VALIDATION_LOSS);
        metrics.put("validation.accuracy", Metric.VALIDATION_ACCURACY);
        metrics.put("training.loss", Metric.TRAINING_LOSS);
        return metrics;
    }
}
