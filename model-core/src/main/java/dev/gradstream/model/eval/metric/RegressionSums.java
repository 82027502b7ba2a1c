package dev.gradstream.model.eval.metric;

import java.util.Arrays;

/**
 * Errors of predicted numbers, and the variance of the actual ones by Welford's recurrence with
 * weights (West, 1979), which does not cancel; parts merge by Chan's formula.
 */
public final class RegressionSums implements Accumulator {
    private static final int WEIGHT = 0;
    private static final int MEAN = 1;
    private static final int M2 = 2;
    private static final int ABSOLUTE = 3;
    private static final int SQUARES = 4;

    /** The first actual number, from which the mean is counted: numbers far from 0 stay exact. */
    private static final int ORIGIN = 5;

    private static final int COUNT = 6;

    private final double[] sums = new double[COUNT];

    @Override
    public void add(ScoredRows rows, double weight, double growth) {
        double[] values = rows.values();
        double w = weight;
        int width = rows.width();
        for (int at = 0; at < rows.size() * width; at += width) {
            double actual = values[at + ScoredRows.ACTUAL];
            add(actual, values[at + ScoredRows.PREDICTED] - actual, w);
            w *= growth;
        }
    }

    private void add(double actual, double error, double weight) {
        if (sums[WEIGHT] == 0) {
            sums[ORIGIN] = actual;
        }
        sums[WEIGHT] += weight;
        double fromOrigin = actual - sums[ORIGIN];
        double fromMean = fromOrigin - sums[MEAN];
        sums[MEAN] += fromMean * (weight / sums[WEIGHT]);
        sums[M2] += weight * fromMean * (fromOrigin - sums[MEAN]);
        sums[ABSOLUTE] += weight * Math.abs(error);
        sums[SQUARES] += weight * error * error;
    }

    /** Mean absolute error; NaN for no examples. */
    public double mae() {
        return sums[ABSOLUTE] / sums[WEIGHT];
    }

    /** Root of the mean squared error; NaN for no examples. */
    public double rmse() {
        return Math.sqrt(sums[SQUARES] / sums[WEIGHT]);
    }

    /**
     * Share of the variance that the predictions explain, at most 1; NaN where the actual numbers
     * have none: of one example, or all equal.
     */
    public double r2() {
        return sums[M2] > 0 ? 1 - sums[SQUARES] / sums[M2] : Double.NaN;
    }

    @Override
    public void scale(double factor) {
        for (int i = 0; i < COUNT; i++) {
            sums[i] *= i == MEAN || i == ORIGIN ? 1 : factor;
        }
    }

    @Override
    public void clear() {
        Arrays.fill(sums, 0);
    }

    @Override
    public double[] state() {
        return sums.clone();
    }

    @Override
    public void merge(double[] state) {
        Sums.requireLength(state, COUNT);
        if (state[WEIGHT] == 0) {
            return;
        }
        if (sums[WEIGHT] == 0) {
            System.arraycopy(state, 0, sums, 0, COUNT);
            return;
        }
        double weight = sums[WEIGHT] + state[WEIGHT];
        double share = state[WEIGHT] / weight;
        double between = state[ORIGIN] - sums[ORIGIN] + (state[MEAN] - sums[MEAN]);
        sums[M2] += state[M2] + between * between * sums[WEIGHT] * share;
        sums[MEAN] += between * share;
        sums[WEIGHT] = weight;
        sums[ABSOLUTE] += state[ABSOLUTE];
        sums[SQUARES] += state[SQUARES];
    }
}
