package dev.gradstream.model.learn.scaler;

import java.util.Arrays;

/**
 * Scales each column to mean 0 and variance 1, as scikit-learn's {@code StandardScaler}, with
 * statistics learnt from the stream: a batch's mean and sum of squares by two passes, merged into
 * those of all batches before (Chan, Golub and LeVeque, 1979). All in double. Of a column that may
 * be missing, only what is there counts.
 *
 * <p>With a fading factor φ below 1 a row counts φ<sup>n</sup> when n more have come, so about the
 * last 1 / (1 − φ) rows count; however the rows were cut into batches. A row that lacks a column
 * makes the older ones fade there too.
 */
final class StandardScaler extends AffineScaler {
    private static final double EPSILON = Math.ulp(1.0);

    /** Rows whose rounding errors add up, at most. */
    private static final double ROUNDED_TOGETHER = 65_536;

    private final double fadingFactor;
    private final double[] batchSeen;
    private final double[] batchMean;
    private final double[] batchM2;
    private double count;
    private double[] seen;
    private double[] mean;
    private double[] m2;
    private double countBefore;
    private double[] seenBefore;
    private double[] meanBefore;
    private double[] m2Before;

    /**
     * @param fadingFactor φ in (0, 1]
     */
    StandardScaler(int columns, double fadingFactor, FeatureLayout layout) {
        super(columns, layout);
        this.fadingFactor = fadingFactor;
        batchSeen = new double[columns];
        batchMean = new double[columns];
        batchM2 = new double[columns];
        seen = new double[columns];
        mean = new double[columns];
        m2 = new double[columns];
        seenBefore = new double[columns];
        meanBefore = new double[columns];
        m2Before = new double[columns];
    }

    @Override
    public void learn(float[] values, int rows) {
        double batchCount = describeBatch(values, rows);
        double fading = Math.pow(fadingFactor, rows);
        swap();
        count = countBefore * fading + batchCount;
        for (int j = 0; j < columns(); j++) {
            double kept = seenBefore[j] * fading;
            seen[j] = kept + batchSeen[j];
            double share = batchSeen[j] == 0 ? 0 : batchSeen[j] / seen[j];
            double delta = batchMean[j] - meanBefore[j];
            mean[j] = meanBefore[j] + delta * share;
            m2[j] = m2Before[j] * fading + batchM2[j] + delta * delta * kept * share;
        }
    }

    @Override
    public void undo() {
        swap();
    }

    private void swap() {
        double[] oldSeen = seen;
        double[] oldMean = mean;
        double[] oldM2 = m2;
        double oldCount = count;
        seen = seenBefore;
        mean = meanBefore;
        m2 = m2Before;
        count = countBefore;
        seenBefore = oldSeen;
        meanBefore = oldMean;
        m2Before = oldM2;
        countBefore = oldCount;
    }

    /** What the rows of a batch count together; the last one counts 1. */
    private double describeBatch(float[] values, int rows) {
        int columns = columns();
        double batchCount = countBatch(values, rows);
        Arrays.fill(batchMean, 0);
        Arrays.fill(batchM2, 0);
        double weight = 1;
        for (int row = rows - 1; row >= 0; row--) {
            for (int j = 0; j < columns; j++) {
                float value = values[row * columns + j];
                if (isThere(value)) {
                    batchMean[j] += weight * value;
                }
            }
            weight *= fadingFactor;
        }
        for (int j = 0; j < columns; j++) {
            batchMean[j] = batchSeen[j] == 0 ? 0 : batchMean[j] / batchSeen[j];
        }
        weight = 1;
        for (int row = rows - 1; row >= 0; row--) {
            for (int j = 0; j < columns; j++) {
                float value = values[row * columns + j];
                if (isThere(value)) {
                    double distance = value - batchMean[j];
                    batchM2[j] += weight * distance * distance;
                }
            }
            weight *= fadingFactor;
        }
        return batchCount;
    }

    /** A column that every row has is counted by the same additions, and so to the same bit. */
    private double countBatch(float[] values, int rows) {
        int columns = columns();
        Arrays.fill(batchSeen, 0);
        double batchCount = 0;
        double weight = 1;
        for (int row = rows - 1; row >= 0; row--) {
            batchCount += weight;
            for (int j = 0; isFilled() && j < columns; j++) {
                if (isThere(values[row * columns + j])) {
                    batchSeen[j] += weight;
                }
            }
            weight *= fadingFactor;
        }
        if (!isFilled()) {
            Arrays.fill(batchSeen, batchCount);
        }
        return batchCount;
    }

    /** (x − mean) / √variance; a constant column is only shifted. */
    @Override
    void describe(double[] center, double[] spread) {
        for (int j = 0; j < columns(); j++) {
            center[j] = mean[j];
            spread[j] = deviation(j);
        }
    }

    @Override
    double mean(int column) {
        return mean[column];
    }

    /**
     * scikit-learn's rule for what is constant up to rounding, too: its bound grows with the rows
     * that are added up. Here those are a batch's, for batches are merged by their means; a stream
     * has no end, and sooner or later the bound would take any column for constant.
     */
    private double deviation(int column) {
        if (seen[column] == 0) {
            return 1;
        }
        double variance = m2[column] / seen[column];
        double error = Math.min(seen[column], ROUNDED_TOGETHER) * EPSILON;
        double rounding = error * mean[column];
        boolean constant = variance <= error * variance + rounding * rounding;
        return constant ? 1 : Math.sqrt(variance);
    }

    @Override
    public ScalerState state() {
        boolean gaps = Arrays.stream(seen).anyMatch(rows -> rows != count);
        return new ScalerState.Standard(
                count, mean.clone(), m2.clone(), gaps ? seen.clone() : new double[0]);
    }

    @Override
    public void load(ScalerState state) {
        if (!(state instanceof ScalerState.Standard standard) || standard.columns() != columns()) {
            throw misfit(state);
        }
        count = standard.count();
        System.arraycopy(standard.mean(), 0, mean, 0, columns());
        System.arraycopy(standard.m2(), 0, m2, 0, columns());
        Arrays.fill(seen, count);
        System.arraycopy(standard.seen(), 0, seen, 0, standard.seen().length);
    }
}
