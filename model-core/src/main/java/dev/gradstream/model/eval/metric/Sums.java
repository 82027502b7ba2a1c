package dev.gradstream.model.eval.metric;

import java.util.Arrays;

/** An accumulator of plain sums. */
abstract class Sums implements Accumulator {
    final double[] sums;

    Sums(int count) {
        sums = new double[count];
    }

    @Override
    public final void scale(double factor) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] *= factor;
        }
    }

    @Override
    public final void clear() {
        Arrays.fill(sums, 0);
    }

    @Override
    public final double[] state() {
        return sums.clone();
    }

    @Override
    public final void merge(double[] state) {
        requireLength(state, sums.length);
        for (int i = 0; i < sums.length; i++) {
            sums[i] += state[i];
        }
    }

    /**
     * @throws IllegalArgumentException if the state is of another making
     */
    static void requireLength(double[] state, int length) {
        if (state.length != length) {
            throw new IllegalArgumentException(
                    "an accumulator of " + length + " sums cannot take in one of " + state.length);
        }
    }
}
