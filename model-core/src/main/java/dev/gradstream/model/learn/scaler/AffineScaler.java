package dev.gradstream.model.learn.scaler;

import java.util.BitSet;

/** (x − center) / spread for each column that is a measurement, and back. */
abstract sealed class AffineScaler implements Scaler permits MinMaxScaler, StandardScaler {
    private final int columns;
    private final BitSet literal;
    private final boolean filled;
    private final double[] center;
    private final double[] spread;
    private final double[] factor;
    private final float[] filler;

    AffineScaler(int columns, FeatureLayout layout) {
        this.columns = columns;
        literal = layout.literal();
        filled = layout.filled();
        center = new double[columns];
        spread = new double[columns];
        factor = new double[columns];
        filler = new float[columns];
    }

    final int columns() {
        return columns;
    }

    /** Whether NaN stands for a missing value. */
    final boolean isFilled() {
        return filled;
    }

    /** Whether the value counts: NaN does not where it stands for a missing one. */
    final boolean isThere(float value) {
        return !filled || !Float.isNaN(value);
    }

    /**
     * By what the statistics scale now.
     *
     * @param center takes what becomes 0; 0 before anything is learnt
     * @param spread takes what becomes 1; 1 before anything is learnt, and for a constant column
     */
    abstract void describe(double[] center, double[] spread);

    /** The mean of what was there in a column; 0 before anything was. */
    abstract double mean(int column);

    @Override
    public final void scale(float[] values, int firstRow, int rows, float[] scaled) {
        prepare();
        for (int row = 0; row < rows; row++) {
            int from = (firstRow + row) * columns;
            for (int j = 0; j < columns; j++) {
                float value = values[from + j];
                scaled[row * columns + j] =
                        isThere(value) ? (float) ((value - center[j]) * factor[j]) : filler[j];
            }
        }
    }

    @Override
    public final void unscale(float[] scaled, int rows) {
        prepare();
        for (int row = 0; row < rows; row++) {
            for (int j = 0; j < columns; j++) {
                int i = row * columns + j;
                scaled[i] = (float) (scaled[i] * spread[j] + center[j]);
            }
        }
    }

    private void prepare() {
        describe(center, spread);
        for (int j = literal.nextSetBit(0); j >= 0; j = literal.nextSetBit(j + 1)) {
            center[j] = 0;
            spread[j] = 1;
        }
        for (int j = 0; j < columns; j++) {
            factor[j] = 1 / spread[j];
        }
        if (filled) {
            for (int j = 0; j < columns; j++) {
                filler[j] = (float) ((mean(j) - center[j]) * factor[j]);
            }
        }
    }

    /** Of statistics that this scaler cannot take. */
    final IllegalArgumentException misfit(ScalerState found) {
        return new IllegalArgumentException(
                "the statistics are of "
                        + found.description()
                        + ", but "
                        + state().description()
                        + " is needed here");
    }
}
