package dev.gradstream.model.learn;

import dev.gradstream.model.learn.LearnerState.ScalerState;
import java.util.BitSet;

/** Scales features, with statistics that it learns. */
sealed interface Scaler permits StandardScaler, NoScaler {

    static Scaler of(LearnerConfig config) {
        int columns = config.featureCount();
        FeatureLayout layout = config.layout();
        return switch (config.scaling()) {
            case NONE -> layout.filled() ? filling(columns) : new NoScaler(columns);
            case STANDARD -> new StandardScaler(columns, layout);
        };
    }

    /** Only puts the mean where a value is missing. */
    private static Scaler filling(int columns) {
        BitSet all = new BitSet();
        all.set(0, columns);
        return new StandardScaler(columns, new FeatureLayout(all, true));
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
