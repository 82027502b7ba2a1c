package dev.gradstream.model.learn;

import dev.gradstream.model.data.MiniBatch;
import java.util.Arrays;

/**
 * Weights of classes by how often they were learnt from: n / (k · n<sub>c</sub>) of class c, where
 * n examples of k classes have come so far and n<sub>c</sub> of this one, as scikit-learn's {@code
 * compute_class_weight("balanced")} of all those examples. A class that never came is none of the
 * k, so that the mean weight of what has come is 1.
 *
 * <p>Of a single target column: the number of the class, or 0 or 1.
 */
final class ClassBalance {
    private final double fadingFactor;
    private double[] counts;
    private double[] before;
    private final double[] classWeights;
    private float[] weights = new float[0];

    /**
     * Before the first example.
     *
     * @param classes how many there can be, at least 2
     */
    ClassBalance(Balanced rule, int classes) {
        fadingFactor = rule.fadingFactor();
        counts = new double[classes];
        before = new double[classes];
        classWeights = new double[classes];
    }

    /** Counts a batch's examples; {@link #undo} takes them out again. */
    void learn(MiniBatch batch) {
        double[] old = before;
        before = counts;
        counts = old;
        // 1 times anything is the same bits, so what fades nothing is counted exactly.
        double faded = Math.pow(fadingFactor, batch.size());
        for (int c = 0; c < counts.length; c++) {
            counts[c] = before[c] * faded;
        }
        double count = 1;
        for (int row = batch.size() - 1; row >= 0; row--) {
            counts[classOf(batch, row)] += count;
            count *= fadingFactor;
        }
    }

    /** As if the last batch had not come, bit for bit. */
    void undo() {
        System.arraycopy(before, 0, counts, 0, counts.length);
    }

    /**
     * What each row of a batch counts: its own weight times that of its class. A class that has not
     * come yet leaves the weight as it is.
     *
     * @return one for each row; filled again by the next call
     */
    float[] weights(MiniBatch batch) {
        if (weights.length < batch.size()) {
            weights = new float[batch.size()];
        }
        weighClasses();
        for (int row = 0; row < batch.size(); row++) {
            weights[row] = (float) (batch.weights()[row] * classWeights[classOf(batch, row)]);
        }
        return weights;
    }

    private void weighClasses() {
        double sum = 0;
        int came = 0;
        for (double count : counts) {
            sum += count;
            came += count > 0 ? 1 : 0;
        }
        for (int c = 0; c < counts.length; c++) {
            classWeights[c] = counts[c] > 0 ? sum / (came * counts[c]) : 1;
        }
    }

    /** Between 0 and 1 there is no class: what is nearer counts. */
    private static int classOf(MiniBatch batch, int row) {
        return Math.round(batch.targets()[row]);
    }

    /** A copy of how often each class came. */
    double[] counts() {
        return counts.clone();
    }

    /**
     * Goes on from other counts.
     *
     * @param counted of as many classes
     * @throws IllegalArgumentException if they are of another number of classes, or none
     */
    void load(double[] counted) {
        if (counted.length != counts.length
                || !Arrays.stream(counted).allMatch(n -> n >= 0 && Double.isFinite(n))) {
            throw new IllegalArgumentException(
                    "the counts of %d classes are no counts of %d"
                            .formatted(counted.length, counts.length));
        }
        counts = counted.clone();
    }
}
