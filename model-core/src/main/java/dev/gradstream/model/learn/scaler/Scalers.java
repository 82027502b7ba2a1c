package dev.gradstream.model.learn.scaler;

import dev.gradstream.model.data.MiniBatch;

/**
 * The scalers of a model, whose statistics are learnt, undone, kept and restored together.
 *
 * @param features of the features
 * @param target of the target
 */
public record Scalers(Scaler features, Scaler target) {

    /** Takes a batch into the statistics; {@link #undo} takes it out again. */
    public void learn(MiniBatch batch) {
        features.learn(batch.features(), batch.size());
        target.learn(batch.targets(), batch.size());
    }

    /** As if the last batch had not been learnt, bit for bit. */
    public void undo() {
        features.undo();
        target.undo();
    }

    /** A copy of the statistics. */
    public ScalerStates states() {
        return new ScalerStates(features.state(), target.state());
    }

    /**
     * Replaces the statistics.
     *
     * @throws IllegalArgumentException if they are of another scaling, or number of columns;
     *     nothing has changed then
     */
    public void load(ScalerStates states) {
        ScalerState before = features.state();
        load("features", features, states.features());
        try {
            load("target", target, states.target());
        } catch (IllegalArgumentException e) {
            features.load(before);
            throw e;
        }
    }

    private static void load(String what, Scaler scaler, ScalerState state) {
        try {
            scaler.load(state);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("scaling of the " + what + ": " + e.getMessage(), e);
        }
    }
}
