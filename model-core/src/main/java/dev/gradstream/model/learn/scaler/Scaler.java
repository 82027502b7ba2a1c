package dev.gradstream.model.learn.scaler;

import dev.gradstream.model.data.Scaling;

/** Scales rows of numbers, with statistics that it learns. Not thread-safe. */
public sealed interface Scaler permits AffineScaler, NoScaler {

    /** A scaler of measurements that are all there, which has learnt nothing yet. */
    static Scaler of(Scaling scaling, int columns) {
        return of(scaling, columns, FeatureLayout.MEASUREMENTS);
    }

    /** A scaler that has learnt nothing yet. Without scaling, it still fills what is missing. */
    static Scaler of(Scaling scaling, int columns, FeatureLayout layout) {
        return switch (scaling.kind()) {
            case NONE ->
                    layout.filled()
                            ? new StandardScaler(columns, 1, layout.unscaled(columns))
                            : new NoScaler(columns);
            case STANDARD -> new StandardScaler(columns, scaling.fadingFactor(), layout);
            case MIN_MAX -> new MinMaxScaler(columns, layout);
        };
    }

    /** Takes rows into the statistics; {@link #undo} takes them out again. */
    void learn(float[] values, int rows);

    /** As if the last rows had not been learnt, bit for bit. */
    void undo();

    /**
     * Scales rows by what has been learnt; before anything is, leaves them as they are. A missing
     * value becomes what the mean becomes, and 0 before there is one.
     *
     * @param firstRow of the values
     * @param scaled takes the rows, from its first on
     */
    void scale(float[] values, int firstRow, int rows, float[] scaled);

    /**
     * As {@link #scale} of rows from the first on.
     *
     * @param into takes the scaled rows, if there is anything to scale
     * @return where they are: in {@code into}, or in {@code values} as they came
     */
    default float[] scaled(float[] values, int rows, float[] into) {
        scale(values, 0, rows, into);
        return into;
    }

    /** Brings scaled rows back to the unit that they came in, in their place. */
    void unscale(float[] scaled, int rows);

    /** A copy of the statistics. */
    ScalerState state();

    /**
     * Replaces the statistics.
     *
     * @throws IllegalArgumentException if they are of another scaling, or number of columns
     */
    void load(ScalerState state);
}
