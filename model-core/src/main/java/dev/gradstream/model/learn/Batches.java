package dev.gradstream.model.learn;

import dev.gradstream.model.data.MiniBatch;

/** What a learner takes: rows of the right widths that hold numbers. */
final class Batches {
    private Batches() {}

    /**
     * Checks a whole batch.
     *
     * @throws IllegalArgumentException saying what is wrong with the batch
     */
    static void require(LearnerConfig config, int outputs, MiniBatch batch) {
        requireAllButFeatures(config, outputs, batch);
        requireFeatures(config, batch.features(), batch.size());
    }

    /**
     * Checks widths, targets and weights.
     *
     * @throws IllegalArgumentException saying what is wrong with the batch
     */
    static void requireAllButFeatures(LearnerConfig config, int outputs, MiniBatch batch) {
        if (batch.featureCount() != config.featureCount()
                || batch.targetCount() != config.targetCount()) {
            throw new IllegalArgumentException(
                    "the network takes %d features and %d targets, got a batch of %d and %d"
                            .formatted(
                                    config.featureCount(),
                                    config.targetCount(),
                                    batch.featureCount(),
                                    batch.targetCount()));
        }
        int rows = batch.size();
        requireFinite("target", batch.targets(), rows, config.targetCount());
        requireFinite("weight", batch.weights(), rows, 1);
        config.loss().requireTargets(batch.targets(), rows, config.targetCount(), outputs);
    }

    /**
     * Checks the numbers of the features alone.
     *
     * @throws IllegalArgumentException naming the first value that is infinite, or NaN where none
     *     may be missing
     */
    static void requireFeatures(LearnerConfig config, float[] features, int rows) {
        int width = config.featureCount();
        if (!config.layout().filled()) {
            requireFinite("features", features, rows, width);
            return;
        }
        for (int i = 0; i < rows * width; i++) {
            if (Float.isInfinite(features[i])) {
                throw refusal("features", features, i, width);
            }
        }
    }

    /**
     * @throws IllegalArgumentException naming the first value that is NaN or infinite
     */
    private static void requireFinite(String what, float[] values, int rows, int width) {
        if (isFinite(values, rows * width)) {
            return;
        }
        for (int i = 0; i < rows * width; i++) {
            if (!Float.isFinite(values[i])) {
                throw refusal(what, values, i, width);
            }
        }
    }

    private static IllegalArgumentException refusal(String what, float[] values, int i, int width) {
        return new IllegalArgumentException(
                "row %d: %s %d is %s, which is no number to learn from"
                        .formatted(i / width, what, i % width, values[i]));
    }

    /** A number times 0 is 0 unless it is NaN or infinite; four sums at a time for speed. */
    private static boolean isFinite(float[] values, int n) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            a += values[i] * 0f;
            b += values[i + 1] * 0f;
            c += values[i + 2] * 0f;
            d += values[i + 3] * 0f;
        }
        for (; i < n; i++) {
            a += values[i] * 0f;
        }
        return a + b + c + d == 0f;
    }
}
