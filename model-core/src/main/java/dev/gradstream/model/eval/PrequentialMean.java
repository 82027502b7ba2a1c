package dev.gradstream.model.eval;

/**
 * Mean loss and accuracy of predictions, each made before the example was learnt from.
 *
 * <p>It covers the stretch since it was last {@link #EMPTY}; stretches of equal subtasks or
 * neighbouring times merge by {@link #plus(PrequentialMean)}.
 *
 * @param lossSum sum of the examples' losses
 * @param correct examples whose class was predicted right
 * @param examples how many
 */
public record PrequentialMean(double lossSum, long correct, long examples) {

    /** Of no examples. */
    public static final PrequentialMean EMPTY = new PrequentialMean(0, 0, 0);

    public PrequentialMean {
        if (examples < 0 || correct < 0 || correct > examples) {
            throw new IllegalArgumentException(
                    correct + " correct of " + examples + " examples is impossible");
        }
    }

    /**
     * Takes in a batch.
     *
     * @param loss mean loss of the batch
     * @param batchCorrect how many of it were predicted right
     * @param batchExamples its size
     */
    public PrequentialMean plus(double loss, long batchCorrect, long batchExamples) {
        return new PrequentialMean(
                lossSum + loss * batchExamples, correct + batchCorrect, examples + batchExamples);
    }

    /** Both stretches as one. */
    public PrequentialMean plus(PrequentialMean other) {
        return new PrequentialMean(
                lossSum + other.lossSum, correct + other.correct, examples + other.examples);
    }

    /** Mean loss of an example; NaN for no examples. */
    public double loss() {
        return examples == 0 ? Double.NaN : lossSum / examples;
    }

    /** Share of classes predicted right, in [0, 1]; NaN for no examples. */
    public double accuracy() {
        return examples == 0 ? Double.NaN : (double) correct / examples;
    }
}
