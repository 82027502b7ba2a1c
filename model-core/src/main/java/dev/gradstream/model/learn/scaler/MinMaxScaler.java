package dev.gradstream.model.learn.scaler;

import java.util.Arrays;

/**
 * Scales each column to the range from 0 to 1, as scikit-learn's {@code MinMaxScaler}: (x − min) /
 * (max − min) of what the stream has brought so far. A number beyond both, which only a prediction
 * or an evaluation can meet, is not clipped.
 */
final class MinMaxScaler extends AffineScaler {
    /** scikit-learn's bound of a range that is none. */
    private static final double CONSTANT = 10 * Math.ulp(1.0);

    private long count;
    private double[] min;
    private double[] max;
    private long countBefore;
    private double[] minBefore;
    private double[] maxBefore;

    MinMaxScaler(int columns) {
        super(columns);
        min = filled(columns, Double.POSITIVE_INFINITY);
        max = filled(columns, Double.NEGATIVE_INFINITY);
        minBefore = min.clone();
        maxBefore = max.clone();
    }

    private static double[] filled(int length, double value) {
        double[] values = new double[length];
        Arrays.fill(values, value);
        return values;
    }

    @Override
    public void learn(float[] values, int rows) {
        swap();
        int columns = columns();
        count = countBefore + rows;
        System.arraycopy(minBefore, 0, min, 0, columns);
        System.arraycopy(maxBefore, 0, max, 0, columns);
        for (int row = 0; row < rows; row++) {
            for (int j = 0; j < columns; j++) {
                double value = values[row * columns + j];
                min[j] = Math.min(min[j], value);
                max[j] = Math.max(max[j], value);
            }
        }
    }

    @Override
    public void undo() {
        swap();
    }

    private void swap() {
        double[] oldMin = min;
        double[] oldMax = max;
        long oldCount = count;
        min = minBefore;
        max = maxBefore;
        count = countBefore;
        minBefore = oldMin;
        maxBefore = oldMax;
        countBefore = oldCount;
    }

    /** A constant column is only shifted. */
    @Override
    void describe(double[] center, double[] spread) {
        for (int j = 0; j < columns(); j++) {
            double range = count == 0 ? 0 : max[j] - min[j];
            center[j] = count == 0 ? 0 : min[j];
            spread[j] = range < CONSTANT ? 1 : range;
        }
    }

    @Override
    public ScalerState state() {
        return count == 0
                ? new ScalerState.MinMax(0, new double[columns()], new double[columns()])
                : new ScalerState.MinMax(count, min.clone(), max.clone());
    }

    @Override
    public void load(ScalerState state) {
        if (!(state instanceof ScalerState.MinMax range) || range.columns() != columns()) {
            throw misfit(state);
        }
        count = range.count();
        for (int j = 0; j < columns(); j++) {
            min[j] = count == 0 ? Double.POSITIVE_INFINITY : range.min()[j];
            max[j] = count == 0 ? Double.NEGATIVE_INFINITY : range.max()[j];
        }
    }
}
