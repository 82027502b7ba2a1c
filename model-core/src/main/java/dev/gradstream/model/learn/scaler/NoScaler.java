package dev.gradstream.model.learn.scaler;

/** Leaves numbers as they are; has no statistics. */
record NoScaler(int columns) implements Scaler {

    @Override
    public void learn(float[] values, int rows) {
        // There are no statistics.
    }

    @Override
    public void undo() {
        // There are no statistics.
    }

    @Override
    public void scale(float[] values, int firstRow, int rows, float[] scaled) {
        System.arraycopy(values, firstRow * columns, scaled, 0, rows * columns);
    }

    @Override
    public float[] scaled(float[] values, int rows, float[] into) {
        return values;
    }

    @Override
    public void unscale(float[] scaled, int rows) {
        // They are in their unit.
    }

    @Override
    public ScalerState state() {
        return ScalerState.NONE;
    }

    @Override
    public void load(ScalerState state) {
        if (!(state instanceof ScalerState.None)) {
            throw new IllegalArgumentException(
                    "the statistics are of "
                            + state.description()
                            + ", but nothing is scaled here");
        }
    }
}
