package dev.gradstream.model.learn;

import dev.gradstream.model.data.MiniBatch;

/** The outputs of a whole batch, until it is known whether its step is taken. */
final class KeptOutputs implements ScoredOutputs {
    private final int width;
    private float[] outputs = new float[0];

    /**
     * @param width outputs of a row
     */
    KeptOutputs(int width) {
        this.width = width;
    }

    @Override
    public void take(MiniBatch batch, float[] weights, int firstRow, int rows, float[] chunk) {
        if (outputs.length < batch.size() * width) {
            outputs = new float[batch.size() * width];
        }
        System.arraycopy(chunk, 0, outputs, firstRow * width, rows * width);
    }

    /** Row-major; what was there before stays behind a smaller batch. */
    float[] outputs() {
        return outputs;
    }
}
