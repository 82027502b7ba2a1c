package dev.gradstream.model.learn.scaler;

/** (x − center) / spread for each column, and back. */
abstract sealed class AffineScaler implements Scaler permits MinMaxScaler, StandardScaler {
    private final int columns;
    private final double[] center;
    private final double[] spread;

    AffineScaler(int columns) {
        this.columns = columns;
        center = new double[columns];
        spread = new double[columns];
    }

    final int columns() {
        return columns;
    }

    /**
     * By what the statistics scale now.
     *
     * @param center takes what becomes 0; 0 before anything is learnt
     * @param spread takes what becomes 1; 1 before anything is learnt, and for a constant column
     */
    abstract void describe(double[] center, double[] spread);

    @Override
    public final void scale(float[] values, int firstRow, int rows, float[] scaled) {
        describe(center, spread);
        for (int j = 0; j < columns; j++) {
            spread[j] = 1 / spread[j];
        }
        for (int row = 0; row < rows; row++) {
            int from = (firstRow + row) * columns;
            for (int j = 0; j < columns; j++) {
                scaled[row * columns + j] = (float) ((values[from + j] - center[j]) * spread[j]);
            }
        }
    }

    @Override
    public final void unscale(float[] scaled, int rows) {
        describe(center, spread);
        for (int row = 0; row < rows; row++) {
            for (int j = 0; j < columns; j++) {
                int i = row * columns + j;
                scaled[i] = (float) (scaled[i] * spread[j] + center[j]);
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
