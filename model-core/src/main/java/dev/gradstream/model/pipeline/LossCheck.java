package dev.gradstream.model.pipeline;

import dev.gradstream.model.loss.OutputMeaning;
import dev.gradstream.model.nn.Layer;
import dev.gradstream.model.pipeline.catalog.DeclaredLayer;
import dev.gradstream.model.pipeline.catalog.DeclaredLoss;
import dev.gradstream.model.pipeline.catalog.TargetForm;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Holds the loss, the target and the network's output against each other. */
final class LossCheck {
    private final DeclaredLoss loss;
    private final DeclaredTarget target;
    private final List<Optional<DeclaredLayer>> layers;

    private LossCheck(
            DeclaredLoss loss, DeclaredTarget target, List<Optional<DeclaredLayer>> layers) {
        this.loss = loss;
        this.target = target;
        this.layers = layers;
    }

    /**
     * Reports what does not belong together, as far as it is known.
     *
     * @param outputs width of the network's output
     */
    static void check(
            DeclaredLoss loss,
            DeclaredTarget target,
            List<Optional<DeclaredLayer>> layers,
            OptionalInt outputs) {
        LossCheck check = new LossCheck(loss, target, layers);
        target.form().ifPresent(form -> check.check(form, outputs));
    }

    private void check(TargetForm form, OptionalInt outputs) {
        Optional<String> refusal = loss.rule().refusal(form);
        if (refusal.isPresent()) {
            loss.place().refuse(name() + " " + refusal.get());
            return;
        }
        checkScaling();
        int needed = loss.rule().outputs(form);
        checkArguments(needed, form);
        if (outputs.isEmpty()) {
            return;
        }
        if (outputs.getAsInt() == needed) {
            checkLastLayer();
        } else {
            refuseWidth(outputs.getAsInt(), needed, form);
        }
    }

    private void checkScaling() {
        if (!target.scaling().isNone() && loss.loss().outputMeaning() != OutputMeaning.NUMBER) {
            target.scalingPlace()
                    .ifPresent(
                            place ->
                                    place.refuse(
                                            name()
                                                    + " takes its target as it is; only a loss of"
                                                    + " any number, as MSELoss, takes a scaled one:"
                                                    + " leave out the scaling"));
        }
    }

    /** Weights, for one, are as many as there are outputs. */
    private void checkArguments(int outputs, TargetForm form) {
        try {
            loss.loss().requireWidths(outputs, form.columns());
        } catch (IllegalArgumentException e) {
            loss.place().refuse(e.getMessage());
        }
    }

    private void checkLastLayer() {
        List<Layer> network = layers.stream().map(l -> l.orElseThrow().layer()).toList();
        LastLayer.refusal(loss.loss(), network)
                .ifPresent(reason -> lastLayer().place().refuse(reason));
    }

    private void refuseWidth(int outputs, int needed, TargetForm form) {
        lastLayer()
                .place()
                .refuse(
                        "the network puts out [batch, "
                                + outputs
                                + "], but "
                                + name()
                                + " needs [batch, "
                                + needed
                                + "] for "
                                + reason(form)
                                + "; end the model with Linear: {out_features: "
                                + needed
                                + "}"
                                + otherRemedy(outputs, form));
    }

    private static String reason(TargetForm form) {
        if (form.classes() > 0) {
            return "the " + form.classes() + " classes of the target";
        }
        return form.columns() == 1
                ? "the one column of the target"
                : "the " + form.columns() + " columns of the target";
    }

    private static String otherRemedy(int outputs, TargetForm form) {
        return form.classes() > 0 || outputs < 2 ? "" : ", or name " + outputs + " target.columns";
    }

    private DeclaredLayer lastLayer() {
        return layers.get(layers.size() - 1).orElseThrow();
    }

    private String name() {
        return loss.loss().name();
    }
}
