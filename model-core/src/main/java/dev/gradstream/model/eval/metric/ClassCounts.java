package dev.gradstream.model.eval.metric;

/**
 * How often each class occurred, was predicted, and both at once: all that accuracy, precision,
 * recall, F1 and Cohen's kappa need, in three numbers a class.
 *
 * <p>Definitions are scikit-learn's with {@code zero_division=0}: the precision of a class that was
 * never predicted, and the recall of one that never occurred, are 0. Macro figures are the mean
 * over the classes that occurred or were predicted; micro figures of single-label classes all equal
 * the accuracy. Of no examples every figure is NaN.
 */
public final class ClassCounts extends Sums {
    private final int classes;

    /**
     * @param classes how many, at least 2
     */
    public ClassCounts(int classes) {
        super(3 * classes);
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
            // Adding nothing is faster than a branch that is hard to foresee.
            sums[actual] += actual == predicted ? w : 0;
            sums[classes + actual] += w;
            sums[2 * classes + predicted] += w;
            w *= growth;
        }
    }

    /** Share of right predictions, in [0, 1]. */
    public double accuracy() {
        return right() / total();
    }

    /** Of the predictions of a class, the share that was right. */
    public double precision(int ofClass) {
        return ratio(sums[ofClass], predicted(ofClass));
    }

    /** Of the occurrences of a class, the share that was predicted. */
    public double recall(int ofClass) {
        return ratio(sums[ofClass], actual(ofClass));
    }

    /** The harmonic mean of precision and recall. */
    public double f1(int ofClass) {
        return ratio(2 * sums[ofClass], actual(ofClass) + predicted(ofClass));
    }

    /** Weight of the examples of a class: their number, where each counts one. */
    public double actual(int ofClass) {
        return sums[classes + ofClass];
    }

    /** A figure by class. */
    @FunctionalInterface
    public interface ByClass {
        double of(int number);
    }

    /** The mean of a figure over the classes that occurred or were predicted. */
    public double macro(ByClass figure) {
        double sum = 0;
        int present = 0;
        for (int c = 0; c < classes; c++) {
            if (actual(c) + predicted(c) > 0) {
                sum += figure.of(c);
                present++;
            }
        }
        return sum / present;
    }

    /**
     * Agreement beyond chance, 1 − (1 − observed) / (1 − expected) (Cohen, 1960); NaN where only
     * one class occurred and was predicted.
     */
    public double kappa() {
        double total = total();
        double expected = 0;
        for (int c = 0; c < classes; c++) {
            expected += actual(c) * (predicted(c) / total);
        }
        // Whole numbers up to here where each example counts one, so 0 / 0 is NaN and no noise.
        return 1 - (total - right()) / (total - expected);
    }

    private double predicted(int ofClass) {
        return sums[2 * classes + ofClass];
    }

    private double right() {
        return sum(0);
    }

    private double total() {
        return sum(classes);
    }

    private double sum(int from) {
        double sum = 0;
        for (int i = from; i < from + classes; i++) {
            sum += sums[i];
        }
        return sum;
    }

    private double ratio(double part, double whole) {
        if (whole > 0) {
            return part / whole;
        }
        return total() > 0 ? 0 : Double.NaN;
    }
}
