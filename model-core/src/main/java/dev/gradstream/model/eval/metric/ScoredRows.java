package dev.gradstream.model.eval.metric;

import java.util.Arrays;

/**
 * Examples with what was predicted for them, as plain numbers: the actual class or number, the
 * predicted one and, where they are wanted, a score of each class. A buffer that is filled, read
 * and cleared again.
 */
public final class ScoredRows {
    /** Where the actual class or number stands in a row. */
    public static final int ACTUAL = 0;

    /** Where the predicted one stands. */
    public static final int PREDICTED = 1;

    /** Values of a row before its scores. */
    public static final int SCORES = 2;

    private final double[] values;
    private final int width;
    private int size;

    /**
     * @param capacity most rows, at least 1
     * @param scores of each row: as many as there are classes, or 0
     */
    public ScoredRows(int capacity, int scores) {
        if (capacity < 1 || scores < 0) {
            throw new IllegalArgumentException(
                    "scored rows must be at least 1, with 0 scores or more, got "
                            + capacity
                            + " with "
                            + scores);
        }
        width = SCORES + scores;
        values = new double[Math.multiplyExact(capacity, width)];
    }

    /** Adds a row, whose scores keep whatever stood there before. */
    public void add(double actual, double predicted) {
        int at = size++ * width;
        values[at + ACTUAL] = actual;
        values[at + PREDICTED] = predicted;
    }

    /** Adds a copy of another buffer's row, which must be as wide or wider. */
    public void add(ScoredRows other, int row) {
        put(size, other, row);
        size++;
    }

    /** Overwrites a row that is there, or the next one, with a copy of another buffer's. */
    public void put(int into, ScoredRows other, int row) {
        System.arraycopy(other.values, row * other.width, values, into * width, width);
    }

    /** The rows one after the other: actual, predicted, scores; the live buffer. */
    public double[] values() {
        return values;
    }

    /** Values of a row. */
    public int width() {
        return width;
    }

    /** Where the scores of the row that was added last begin in {@link #values()}. */
    public int lastScores() {
        return (size - 1) * width + SCORES;
    }

    /** Most rows. */
    public int capacity() {
        return values.length / width;
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public boolean isFull() {
        return size == capacity();
    }

    public void clear() {
        size = 0;
    }

    /** A copy of the rows that are there. */
    public double[] toArray() {
        return Arrays.copyOf(values, size * width);
    }

    /**
     * Takes the rows of {@link #toArray()} in place of its own.
     *
     * @throws IllegalArgumentException if they are no whole rows, or too many
     */
    public void load(double[] rows) {
        if (rows.length > values.length || rows.length % width != 0) {
            throw new IllegalArgumentException(
                    rows.length + " values are no rows of " + width + ", or too many");
        }
        System.arraycopy(rows, 0, values, 0, rows.length);
        size = rows.length / width;
    }
}
