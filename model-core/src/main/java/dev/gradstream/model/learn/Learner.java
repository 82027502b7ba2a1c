package dev.gradstream.model.learn;

import dev.gradstream.model.data.MiniBatch;

/** One network that learns. Not thread-safe; holds native memory until closed. */
public final class Learner implements AutoCloseable {

    /** A new learner: parameters drawn from the seed. */
    public static Learner create(LearnerConfig config) {
        throw new UnsupportedOperationException();
    }

    /** A learner that goes on bit for bit from where the state was taken. */
    public static Learner restore(LearnerConfig config, LearnerState state) {
        throw new UnsupportedOperationException();
    }

    /** Predicts, scores, then learns. Scaler statistics take the batch in first. */
    public StepResult step(MiniBatch batch) {
        throw new UnsupportedOperationException();
    }

    /** Loss and accuracy in evaluation mode; changes nothing. */
    public Evaluation evaluate(MiniBatch batch) {
        throw new UnsupportedOperationException();
    }

    /**
     * The network's outputs (logits where the loss takes logits) in evaluation mode.
     *
     * @param features unscaled, {@code [rows, featureCount]}
     * @param rows how many rows
     * @return {@code [rows, outFeatures]}
     */
    public float[] predict(float[] features, int rows) {
        throw new UnsupportedOperationException();
    }

    /** A copy of everything that the learner's future depends on. */
    public LearnerState state() {
        throw new UnsupportedOperationException();
    }

    /** A copy of the parameters. */
    public StateDict stateDict() {
        throw new UnsupportedOperationException();
    }

    /**
     * Replaces the parameters; optimizer state and counters stay.
     *
     * @throws IllegalArgumentException naming every missing, unexpected or misshapen parameter
     */
    public void load(StateDict parameters) {
        throw new UnsupportedOperationException();
    }

    /** Replaces the scaler's statistics. */
    public void load(LearnerState.ScalerState scaler) {
        throw new UnsupportedOperationException();
    }

    public long steps() {
        throw new UnsupportedOperationException();
    }

    public long examples() {
        throw new UnsupportedOperationException();
    }

    /** Frees native memory. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
