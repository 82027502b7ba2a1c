package dev.gradstream.model.pipeline;

import dev.gradstream.model.pipeline.catalog.DeclaredLayer;
import dev.gradstream.model.pipeline.catalog.DeclaredLoss;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Holds the loss, the target and the network's output against each other. */
final class LossCheck {
    private LossCheck() {}

    /**
     * Reports what does not belong together, as far as it is known.
     *
     * @param classes of the target, 0 for a number
     * @param outputs width of the network's output
     */
    static void check(
            DeclaredLoss loss,
            OptionalInt classes,
            List<Optional<DeclaredLayer>> layers,
            OptionalInt outputs) {
        if (classes.isEmpty()) {
            return;
        }
        String name = loss.loss().getClass().getSimpleName();
        Optional<String> refusal = loss.rule().refusal(classes.getAsInt());
        if (refusal.isPresent()) {
            loss.place().refuse(name + " " + refusal.get());
            return;
        }
        int needed = loss.rule().outputs(classes.getAsInt());
        if (outputs.isPresent() && outputs.getAsInt() != needed) {
            layers.get(layers.size() - 1)
                    .orElseThrow()
                    .place()
                    .refuse(
                            "the network puts out "
                                    + outputs.getAsInt()
                                    + " values, but "
                                    + name
                                    + " needs "
                                    + needed
                                    + " here; end the model with Linear: {out_features: "
                                    + needed
                                    + "}");
        }
    }
}
