package dev.gradstream.model.learn;

/** Everything that a learner's future depends on, as plain arrays. */
public record LearnerState(
        float[] parameters, float[] optimizerState, long step, long examples, ScalerState scaler) {

    /** Welford's accumulators; of no columns where features are not scaled. */
    public record ScalerState(long count, double[] mean, double[] m2) {}
}
