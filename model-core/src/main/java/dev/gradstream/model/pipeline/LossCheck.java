package dev.gradstream.model.pipeline;

import dev.gradstream.model.nn.Layer;
import dev.gradstream.model.pipeline.catalog.DeclaredLayer;
import dev.gradstream.model.pipeline.catalog.DeclaredLoss;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Holds the loss, the target and the network's output against each other. */
final class LossCheck {
    private final DeclaredLoss loss;
    private final List<Optional<DeclaredLayer>> layers;

    private LossCheck(DeclaredLoss loss, List<Optional<DeclaredLayer>> layers) {
        this.loss = loss;
        this.layers = layers;
    }

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
        if (classes.isPresent()) {
            new LossCheck(loss, layers).check(classes.getAsInt(), outputs);
        }
    }

    private void check(int classes, OptionalInt outputs) {
        Optional<String> refusal = loss.rule().refusal(classes);
        if (refusal.isPresent()) {
            loss.place().refuse(name() + " " + refusal.get());
            return;
        }
        int needed = loss.rule().outputs(classes);
        checkArguments(needed);
        if (outputs.isEmpty()) {
            return;
        }
        if (outputs.getAsInt() == needed) {
            checkLastLayer();
        } else {
            refuseWidth(outputs.getAsInt(), needed);
        }
    }

    /** Weights, for one, are as many as there are outputs. */
    private void checkArguments(int outputs) {
        try {
            loss.loss().requireWidths(outputs, 1);
        } catch (IllegalArgumentException e) {
            loss.place().refuse(e.getMessage());
        }
    }

    private void checkLastLayer() {
        List<Layer> network = layers.stream().map(l -> l.orElseThrow().layer()).toList();
        LastLayer.refusal(loss.loss(), network)
                .ifPresent(reason -> lastLayer().place().refuse(reason));
    }

    private void refuseWidth(int outputs, int needed) {
        lastLayer()
                .place()
                .refuse(
                        "the network puts out "
                                + outputs
                                + " values, but "
                                + name()
                                + " needs "
                                + needed
                                + " here; end the model with Linear: {out_features: "
                                + needed
                                + "}");
    }

    private DeclaredLayer lastLayer() {
        return layers.get(layers.size() - 1).orElseThrow();
    }

    private String name() {
        return loss.loss().name();
    }
}
