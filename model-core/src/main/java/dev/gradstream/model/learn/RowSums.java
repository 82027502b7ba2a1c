package dev.gradstream.model.learn;

import dev.gradstream.model.graph.plan.Slice;

/** Reads a plan's result and adds up its first rows. */
final class RowSums {
    private final Slice slice;
    private final float[] values;
    private final int width;

    /**
     * @param rows that the plan is for
     */
    RowSums(Slice slice, int rows) {
        this.slice = slice;
        values = new float[slice.length()];
        width = slice.length() / rows;
    }

    /** Numbers in a row. */
    int width() {
        return width;
    }

    /** The sum of all numbers of the first rows of the last run. */
    double of(int rows) {
        slice.get(values, 0, rows * width);
        double sum = 0;
        for (int i = 0; i < rows * width; i++) {
            sum += values[i];
        }
        return sum;
    }
}
