package dev.gradstream.model.eval.metric;

/** How often a class was taken for which: {@code [actual][predicted]}. */
public final class ConfusionMatrix extends Sums {
    private final int classes;

    /**
     * @param classes how many, at least 2
     */
    public ConfusionMatrix(int classes) {
        super(Math.multiplyExact(classes, classes));
        this.classes = classes;
    }

    @Override
    public void add(ScoredRows rows, double weight, double growth) {
        double[] values = rows.values();
        double w = weight;
        int width = rows.width();
        for (int at = 0; at < rows.size() * width; at += width) {
            int actual = (int) values[at + ScoredRows.ACTUAL];
            int predicted = (int) values[at + ScoredRows.PREDICTED];
            sums[actual * classes + predicted] += w;
            w *= growth;
        }
    }

    /** Weight of the examples of one class that were taken for another, or for itself. */
    public double count(int actual, int predicted) {
        return sums[actual * classes + predicted];
    }

    public int classes() {
        return classes;
    }
}
