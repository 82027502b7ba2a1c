package dev.gradstream.model.learn.scaler;

import java.util.Arrays;

/**
 * Scales each column to mean 0 and variance 1, as scikit-learn's {@code StandardScaler}, with
 * statistics learnt from the stream: a batch's mean and sum of squares by two passes, merged into
 * those of all batches before (Chan, Golub and LeVeque, 1979). All in double.
 *
 * <p>With a fading factor φ below 1 a row counts φ<sup>n</sup> when n more have come, so about the
 * last 1 / (1 − φ) rows count; however the rows were cut into batches.
 */
final class StandardScaler extends AffineScaler {
    private static final double EPSILON = Math.ulp(1.0);

    /** Rows whose rounding errors add up, at most. */
    private static final double ROUNDED_TOGETHER = 65_536;

    private final double fadingFactor;
    private final double[] batchMean;
    private final double[] batchM2;
    private double count;
    private double[] mean;
    private double[] m2;
    private double countBefore;
    private double[] meanBefore;
    private double[] m2Before;

    /**
     * @param fadingFactor φ in (0, 1]
     */
    StandardScaler(int columns, double fadingFactor) {
        super(columns);
        this.fadingFactor = fadingFactor;
        batchMean = new double[columns];
        batchM2 = new double[columns];
        mean = new double[columns];
        m2 = new double[columns];
        meanBefore = new double[columns];
        m2Before = new double[columns];
    }

    @Override
    public void learn(float[] values, int rows) {
        double batchCount = describeBatch(values, rows);
        double fading = Math.pow(fadingFactor, rows);
        swap();
        double kept = countBefore * fading;
        count = kept + batchCount;
        double share = batchCount / count;
        for (int j = 0; j < columns(); j++) {
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
        double[] oldMean = mean;
        double[] oldM2 = m2;
        double oldCount = count;
        mean = meanBefore;
        m2 = m2Before;
        count = countBefore;
        meanBefore = oldMean;
        m2Before = oldM2;
        countBefore = oldCount;
    }

    /** What the rows of a batch count together; the last one counts 1. */
    private double describeBatch(float[] values, int rows) {
        int columns = columns();
        Arrays.fill(batchMean, 0);
        Arrays.fill(batchM2, 0);
        double batchCount = 0;
        double weight = 1;
        for (int row = rows - 1; row >= 0; row--) {
            batchCount += weight;
            for (int j = 0; j < columns; j++) {
                batchMean[j] += weight * values[row * columns + j];
            }
            weight *= fadingFactor;
        }
        for (int j = 0; j < columns; j++) {
            batchMean[j] /= batchCount;
        }
        weight = 1;
        for (int row = rows - 1; row >= 0; row--) {
            for (int j = 0; j < columns; j++) {
                double distance = values[row * columns + j] - batchMean[j];
                batchM2[j] += weight * distance * distance;
            }
            weight *= fadingFactor;
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

    /**
     * scikit-learn's rule for what is constant up to rounding, too: its bound grows with the rows
     * that are added up. Here those are a batch's, for batches are merged by their means; a stream
     * has no end, and sooner or later the bound would take any column for constant.
     */
    private double deviation(int column) {
        if (count == 0) {
            return 1;
        }
        double variance = m2[column] / count;
        double error = Math.min(count, ROUNDED_TOGETHER) * EPSILON;
        double rounding = error * mean[column];
        boolean constant = variance <= error * variance + rounding * rounding;
        return constant ? 1 : Math.sqrt(variance);
    }

    @Override
    public ScalerState state() {
        return new ScalerState.Standard(count, mean.clone(), m2.clone());
    }

    @Override
    public void load(ScalerState state) {
        if (!(state instanceof ScalerState.Standard standard) || standard.columns() != columns()) {
            throw misfit(state);
        }
        count = standard.count();
        System.arraycopy(standard.mean(), 0, mean, 0, columns());
        System.arraycopy(standard.m2(), 0, m2, 0, columns());
    }
}
