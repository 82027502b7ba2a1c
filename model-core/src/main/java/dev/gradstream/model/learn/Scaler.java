package dev.gradstream.model.learn;

import dev.gradstream.model.data.Scaling;
import dev.gradstream.model.learn.LearnerState.ScalerState;

/** Scales features, with statistics that it learns. */
sealed interface Scaler permits StandardScaler, NoScaler {

    static Scaler of(Scaling scaling, int columns) {
        return switch (scaling) {
            case NONE -> new NoScaler(columns);
            case STANDARD -> new StandardScaler(columns);
        };
    }

    /** Takes rows into the statistics; {@link #undo} takes them out again. */
    void learn(float[] features, int rows);

    /** As if the last rows had not been learnt. */
    void undo();

    /**
     * Scales rows by what has been learnt; before anything is, leaves them as they are.
     *
     * @param firstRow of the features
     * @param scaled takes the rows, from its first on
     */
    void scale(float[] features, int firstRow, int rows, float[] scaled);

    /** A copy of the statistics. */
    ScalerState state();

    /**
     * Replaces the statistics.
     *
     * @throws IllegalArgumentException if they are of another number of columns
     */
    void load(ScalerState state);

    /**
     * Checks the width of statistics.
     *
     * @throws IllegalArgumentException if the statistics are not of so many columns
     */
    static void requireColumns(ScalerState state, int columns) {
        if (state.mean().length != columns || state.m2().length != columns) {
            throw new IllegalArgumentException(
                    "scaler statistics of %d means and %d sums of squares do not fit %d columns"
                            .formatted(state.mean().length, state.m2().length, columns));
        }
    }
}
