package dev.gradstream.model.eval.metric;

/**
 * The mean of −log p of the actual class. As in scikit-learn's {@code log_loss}, probabilities are
 * clipped to [ε, 1 − ε] with double's ε of 2.2e-16 and divided by their sum.
 */
public final class LogLoss extends Sums {
    private static final double EPSILON = Math.ulp(1.0);

    public LogLoss() {
        super(2);
    }

    @Override
    public void add(ScoredRows rows, double weight, double growth) {
        double[] values = rows.values();
        double w = weight;
        int width = rows.width();
        for (int at = 0; at < rows.size() * width; at += width) {
            int actual = (int) values[at + ScoredRows.ACTUAL];
            sums[0] += w * loss(values, at + ScoredRows.SCORES, at + width, actual);
            sums[1] += w;
            w *= growth;
        }
    }

    /** Mean over the examples, 0 or more; NaN for none. */
    public double mean() {
        return sums[0] / sums[1];
    }

    private static double loss(double[] values, int from, int to, int actual) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += clipped(values[i]);
        }
        return -Math.log(clipped(values[from + actual]) / sum);
    }

    private static double clipped(double probability) {
        return Math.min(Math.max(probability, EPSILON), 1 - EPSILON);
    }
}
