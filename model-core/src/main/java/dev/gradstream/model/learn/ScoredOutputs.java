package dev.gradstream.model.learn;

import dev.gradstream.model.data.MiniBatch;

/** Takes what a network put out for rows, to be measured. */
@FunctionalInterface
public interface ScoredOutputs {

    /** Measures nothing. */
    ScoredOutputs NONE = (batch, weights, firstRow, rows, outputs) -> {};

    /**
     * Outputs in evaluation mode, before anything was learnt from the rows.
     *
     * @param weights what each row of the batch counts in the loss
     * @param firstRow of the batch that the outputs are of
     * @param rows how many
     * @param outputs {@code [rows, outFeatures]} and perhaps more behind; the learner's own array,
     *     to be read during the call
     */
    void take(MiniBatch batch, float[] weights, int firstRow, int rows, float[] outputs);
}
