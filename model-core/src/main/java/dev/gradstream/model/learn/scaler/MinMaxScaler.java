package dev.gradstream.model.learn.scaler;

import java.util.Arrays;

/**
 * Scales each column to the range from 0 to 1, as scikit-learn's {@code MinMaxScaler}: (x − min) /
 * (max − min) of what the stream has brought so far. A number beyond both, which only a prediction
 * or an evaluation can meet, is not clipped. Where values may be missing, their means are learnt
 * too, to be put in their place.
 */
final class MinMaxScaler extends AffineScaler {
    /** scikit-learn's bound of a range that is none. */
    private static final double CONSTANT = 10 * Math.ulp(1.0);

    private final ColumnMeans means;
    private long count;
    private double[] min;
    private double[] max;
    private long countBefore;
    private double[] minBefore;
    private double[] maxBefore;

    MinMaxScaler(int columns, FeatureLayout layout) {
        super(columns, layout);
        means = new ColumnMeans(layout.filled() ? columns : 0);
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
        if (isFilled()) {
            means.learn(values, rows);
        }
        swap();
        int columns = columns();
        count = countBefore + rows;
        System.arraycopy(minBefore, 0, min, 0, columns);
        System.arraycopy(maxBefore, 0, max, 0, columns);
        for (int row = 0; row < rows; row++) {
            for (int j = 0; j < columns; j++) {
                float value = values[row * columns + j];
                if (isThere(value)) {
                    min[j] = Math.min(min[j], value);
                    max[j] = Math.max(max[j], value);
                }
            }
        }
    }

    @Override
    public void undo() {
        means.undo();
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
            double range = isSeen(j) ? max[j] - min[j] : 0;
            center[j] = isSeen(j) ? min[j] : 0;
            spread[j] = range < CONSTANT ? 1 : range;
        }
    }

    private boolean isSeen(int column) {
        return isFilled() ? means.seen(column) > 0 : count > 0;
    }

    @Override
    double mean(int column) {
        return means.mean(column);
    }

    @Override
    public ScalerState state() {
        double[] smallest = new double[columns()];
        double[] largest = new double[columns()];
        for (int j = 0; j < columns(); j++) {
            smallest[j] = isSeen(j) ? min[j] : 0;
            largest[j] = isSeen(j) ? max[j] : 0;
        }
        return new ScalerState.MinMax(count, smallest, largest, means.seen(), means.mean());
    }

    @Override
    public void load(ScalerState state) {
        if (!(state instanceof ScalerState.MinMax range)
                || range.columns() != columns()
                || (isFilled() && !range.hasMeans())) {
            throw misfit(state);
        }
        count = range.count();
        if (isFilled()) {
            means.load(range.seen(), range.mean());
        }
        for (int j = 0; j < columns(); j++) {
            boolean seen = isSeen(j);
            min[j] = seen ? range.min()[j] : Double.POSITIVE_INFINITY;
            max[j] = seen ? range.max()[j] : Double.NEGATIVE_INFINITY;
        }
    }
}
