package dev.gradstream.model.learn;

import dev.gradstream.model.learn.LearnerState.ScalerState;
import java.util.Arrays;

/**
 * Scales each column to mean 0 and variance 1, as scikit-learn's {@code StandardScaler}, with
 * statistics learnt from the stream: a batch's mean and sum of squares by two passes, merged into
 * those of all batches before (Chan, Golub and LeVeque, 1979). All in double.
 */
final class StandardScaler implements Scaler {
    private static final double EPSILON = Math.ulp(1.0);

    /** Rows whose rounding errors add up, at most. */
    private static final long ROUNDED_TOGETHER = 65_536;

    private final int columns;
    private final double[] batchMean;
    private final double[] batchM2;
    private final double[] factor;
    private long count;
    private double[] mean;
    private double[] m2;
    private long countBefore;
    private double[] meanBefore;
    private double[] m2Before;

    StandardScaler(int columns) {
        this.columns = columns;
        batchMean = new double[columns];
        batchM2 = new double[columns];
        factor = new double[columns];
        mean = new double[columns];
        m2 = new double[columns];
        meanBefore = new double[columns];
        m2Before = new double[columns];
    }

    @Override
    public void learn(float[] features, int rows) {
        describe(features, rows);
        swap();
        count = countBefore + rows;
        double share = (double) rows / count;
        for (int j = 0; j < columns; j++) {
            double delta = batchMean[j] - meanBefore[j];
            mean[j] = meanBefore[j] + delta * share;
            m2[j] = m2Before[j] + batchM2[j] + delta * delta * countBefore * share;
        }
    }

    @Override
    public void undo() {
        swap();
    }

    private void swap() {
        double[] oldMean = mean;
        double[] oldM2 = m2;
        long oldCount = count;
        mean = meanBefore;
        m2 = m2Before;
        count = countBefore;
        meanBefore = oldMean;
        m2Before = oldM2;
        countBefore = oldCount;
    }

    private void describe(float[] features, int rows) {
        Arrays.fill(batchMean, 0);
        Arrays.fill(batchM2, 0);
        for (int row = 0; row < rows; row++) {
            for (int j = 0; j < columns; j++) {
                batchMean[j] += features[row * columns + j];
            }
        }
        for (int j = 0; j < columns; j++) {
            batchMean[j] /= rows;
        }
        for (int row = 0; row < rows; row++) {
            for (int j = 0; j < columns; j++) {
                double distance = features[row * columns + j] - batchMean[j];
                batchM2[j] += distance * distance;
            }
        }
    }

    /** (x − mean) / √variance; a constant column is only shifted. */
    @Override
    public void scale(float[] features, int firstRow, int rows, float[] scaled) {
        for (int j = 0; j < columns; j++) {
            factor[j] = 1 / deviation(j);
        }
        for (int row = 0; row < rows; row++) {
            int from = (firstRow + row) * columns;
            for (int j = 0; j < columns; j++) {
                scaled[row * columns + j] = (float) ((features[from + j] - mean[j]) * factor[j]);
            }
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
        return new ScalerState(count, mean.clone(), m2.clone());
    }

    @Override
    public void load(ScalerState state) {
        Scaler.requireColumns(state, columns);
        count = state.count();
        System.arraycopy(state.mean(), 0, mean, 0, columns);
        System.arraycopy(state.m2(), 0, m2, 0, columns);
    }
}
