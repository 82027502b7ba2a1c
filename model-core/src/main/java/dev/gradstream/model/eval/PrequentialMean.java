package dev.gradstream.model.eval;

/**
 * Mean loss of predictions, each made before the example was learnt from.
 *
 * <p>It covers the stretch since it was last {@link #EMPTY}; stretches of equal subtasks or
 * neighbouring times merge by {@link #plus(PrequentialMean)}.
 *
 * @param lossSum sum of the batches' losses, each times its share
 * @param shareSum what they count in all: the examples, or the weights of their classes
 * @param examples how many
 */
public record PrequentialMean(double lossSum, double shareSum, long examples) {

    /** Of no examples. */
    public static final PrequentialMean EMPTY = new PrequentialMean(0, 0, 0);

    public PrequentialMean {
        if (examples < 0 || !(shareSum >= 0)) {
            throw new IllegalArgumentException(
                    examples + " examples that count " + shareSum + " are impossible");
        }
    }

    /**
     * Takes in a batch.
     *
     * @param loss of the batch
     * @param share what the batch counts
     * @param batchExamples its size
     */
    public PrequentialMean plus(double loss, double share, long batchExamples) {
        return new PrequentialMean(
                lossSum + loss * share, shareSum + share, examples + batchExamples);
    }

    /** Both stretches as one. */
    public PrequentialMean plus(PrequentialMean other) {
        return new PrequentialMean(
                lossSum + other.lossSum, shareSum + other.shareSum, examples + other.examples);
    }

    /** Mean loss; NaN where nothing counts. */
    public double loss() {
        return shareSum == 0 ? Double.NaN : lossSum / shareSum;
    }
}
