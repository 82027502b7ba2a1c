package dev.gradstream.model.pipeline;

import dev.gradstream.model.eval.EarlyStopping.Direction;
import dev.gradstream.model.optim.Optimization;
import dev.gradstream.model.optim.schedule.ReduceLROnPlateau;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping.Metric;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.Optional;

/** Whether a {@code ReduceLROnPlateau} fits the rest of the file. */
final class PlateauCheck {
    private PlateauCheck() {}

    /**
     * Reports a metric that is none or is never measured, the wrong mode for it, and a rate that
     * early stopping reduces too.
     *
     * @param stopping knows the metrics that fit
     */
    static void check(
            Section root,
            Optional<Optimization> optimization,
            DeclaredEarlyStopping earlyStopping,
            EarlyStoppingSection stopping) {
        if (optimization.isEmpty()
                || !(optimization.get().schedule() instanceof ReduceLROnPlateau plateau)) {
            return;
        }
        Value place = root.optional("lr_scheduler").orElseThrow();
        stopping.metric(plateau.metric(), place)
                .ifPresent(metric -> checkMode(plateau, metric, place));
        if (earlyStopping.reduction().isPresent()) {
            place.refuse(
                    "early_stopping.action: reduce_lr reduces the learning rate too; leave one of"
                            + " them out");
        }
    }

    private static void checkMode(ReduceLROnPlateau plateau, Metric metric, Value place) {
        ReduceLROnPlateau.Mode right =
                metric.direction() == Direction.HIGHER_IS_BETTER
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
