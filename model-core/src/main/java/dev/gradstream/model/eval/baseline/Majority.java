package dev.gradstream.model.eval.baseline;

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
    public double predict(int column) {
        double leading = counts[leader(column)];
        return leading < 0 ? Double.NaN : leading;
    }

    @Override
    public void learn(int column, double actual) {
        int first = column * (classes + 1);
        int leader = first + classes;
        double count = ++counts[first + (int) actual];
        if (counts[leader] < 0 || count > counts[first + (int) counts[leader]]) {
            counts[leader] = actual;
        }
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
