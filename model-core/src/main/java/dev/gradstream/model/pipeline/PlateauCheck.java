package dev.gradstream.model.pipeline;

import dev.gradstream.model.optim.Optimization;
import dev.gradstream.model.optim.schedule.ReduceLROnPlateau;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping.Metric;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.Optional;
import java.util.OptionalInt;

/** Whether a {@code ReduceLROnPlateau} fits the rest of the file. */
final class PlateauCheck {
    private PlateauCheck() {}

    /**
     * Reports a metric that is none or is never measured, the wrong mode for it, and a rate that
     * early stopping reduces too.
     *
     * @param holdsOut whether there are held-out examples to measure on
     * @param classes of the target, 0 for a number; empty where that is not known
     */
    static void check(
            Section root,
            Optional<Optimization> optimization,
            DeclaredEarlyStopping earlyStopping,
            boolean holdsOut,
            OptionalInt classes) {
        if (optimization.isEmpty()
                || !(optimization.get().schedule() instanceof ReduceLROnPlateau plateau)) {
            return;
        }
        Value place = root.optional("lr_scheduler").orElseThrow();
        EarlyStoppingSection.metric(plateau.metric(), place, holdsOut, classes)
                .ifPresent(metric -> checkMode(plateau, metric, place));
        if (earlyStopping.reduction().isPresent()) {
            place.refuse(
                    "early_stopping.action: reduce_lr reduces the learning rate too; leave one of"
                            + " them out");
        }
    }

    private static void checkMode(ReduceLROnPlateau plateau, Metric metric, Value place) {
        ReduceLROnPlateau.Mode right =
                metric == Metric.VALIDATION_ACCURACY
                        ? ReduceLROnPlateau.Mode.MAX
                        : ReduceLROnPlateau.Mode.MIN;
        if (plateau.mode() != right) {
            place.refuse(
                    right == ReduceLROnPlateau.Mode.MAX
                            ? "a high " + plateau.metric() + " is good; write mode: max"
                            : "a low " + plateau.metric() + " is good; write mode: min");
        }
    }
}
