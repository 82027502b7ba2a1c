package dev.gradstream.model.learn;

/**
 * Everything that a learner's future depends on, as plain arrays.
 *
 * @param parameters all of them, flat, in the order of the state dict, each row-major
 * @param optimizerState the optimizer's vectors, one after the other, each laid out as the
 *     parameters
 * @param step optimizer steps taken
 * @param examples examples learnt from
 * @param rateReductions how often the learning rate was reduced
 */
public record LearnerState(
        float[] parameters,
        float[] optimizerState,
        long step,
        long examples,
        int rateReductions,
        ScalerState scaler) {
    public LearnerState {
        if (step < 0 || examples < 0 || rateReductions < 0) {
            throw new IllegalArgumentException(
                    "step, examples and reductions must be at least 0, got %d, %d and %d"
                            .formatted(step, examples, rateReductions));
        }
    }

    /**
     * Welford's accumulators; of no columns where features are not scaled.
     *
     * @param count rows seen
     * @param mean of each column
     * @param m2 sum of squared distances from the mean, of each column
     */
    public record ScalerState(long count, double[] mean, double[] m2) {
        public ScalerState {
            if (count < 0 || mean.length != m2.length) {
                throw new IllegalArgumentException(
                        "statistics of %d rows, %d means and %d sums of squares make no sense"
                                .formatted(count, mean.length, m2.length));
            }
        }
    }
}
