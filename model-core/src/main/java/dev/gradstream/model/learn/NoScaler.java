package dev.gradstream.model.learn;

import dev.gradstream.model.learn.LearnerState.ScalerState;

/** Leaves features as they are; has no statistics. */
record NoScaler(int columns) implements Scaler {

    @Override
    public void learn(float[] features, int rows) {
        // There are no statistics.
    }

    @Override
    public void undo() {
        // There are no statistics.
    }

    @Override
    public void scale(float[] features, int firstRow, int rows, float[] scaled) {
        System.arraycopy(features, firstRow * columns, scaled, 0, rows * columns);
    }

    @Override
    public ScalerState state() {
        return new ScalerState(0, new double[0], new double[0]);
    }

    @Override
    public void load(ScalerState state) {
        Scaler.requireColumns(state, 0);
    }
}
