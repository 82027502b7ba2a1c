package dev.gradstream.model.eval.baseline;

import dev.gradstream.model.eval.metric.ScoredRows;

/**
 * Predicts the class that was the most frequent so far; of equally frequent ones, the first to be.
 */
final class Majority implements Baseline {
    private final int columns;
    private final int classes;

    /** Of each column: examples of each class, then the leading class, or -1 for none. */
    private final double[] counts;

    Majority(int columns, int classes) {
        this.columns = columns;
        this.classes = classes;
        counts = new double[Math.multiplyExact(columns, classes + 1)];
        for (int column = 0; column < columns; column++) {
            counts[leader(column)] = -1;
        }
    }

    @Override
    public String word() {
        return "majority";
    }

    @Override
    public int predict(ScoredRows rows, int column) {
        double[] values = rows.values();
        int first = column * (classes + 1);
        for (int at = 0; at < rows.size() * rows.width(); at += rows.width()) {
            double actual = values[at + ScoredRows.ACTUAL];
            double leading = counts[first + classes];
            double count = ++counts[first + (int) actual];
            values[at + ScoredRows.PREDICTED] = leading < 0 ? Double.NaN : leading;
            if (leading < 0 || count > counts[first + (int) leading]) {
                counts[first + classes] = actual;
            }
            first = first + classes + 1 == counts.length ? 0 : first + classes + 1;
        }
        return first / (classes + 1);
    }

    private int leader(int column) {
        return column * (classes + 1) + classes;
    }

    @Override
    public double[] state() {
        return counts.clone();
    }

    @Override
    public void load(double[] state) {
        Baseline.requireLength(state, counts.length);
        for (int column = 0; column < columns; column++) {
            double leading = state[leader(column)];
            if (!(leading >= -1 && leading < classes)) {
                throw new IllegalArgumentException(
                        "class " + leading + " cannot lead among " + classes);
            }
        }
        System.arraycopy(state, 0, counts, 0, counts.length);
    }
}
