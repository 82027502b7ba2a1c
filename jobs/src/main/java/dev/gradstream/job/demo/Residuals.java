package dev.gradstream.job.demo;

import java.util.List;
import java.util.Locale;

/** How far predicted numbers are from the actual ones, in the target's unit. */
public final class Residuals implements TestResult {
    private int total;
    private double mean;
    private double variation;
    private double squares;
    private double distances;

    /** Takes in one example; the variation about the mean is Welford's. */
    void add(double actual, double predicted) {
        total++;
        double before = actual - mean;
        mean += before / total;
        variation += before * (actual - mean);
        squares += (predicted - actual) * (predicted - actual);
        distances += Math.abs(predicted - actual);
    }

    @Override
    public int total() {
        return total;
    }

    /**
     * Coefficient of determination, as scikit-learn's {@code r2_score}: 1 is perfect, 0 as good as
     * the mean. NaN without examples.
     */
    public double r2() {
        return 1 - squares / variation;
    }

    /** Root of the mean square; NaN without examples. */
    public double rmse() {
        return Math.sqrt(squares / total);
    }

    /** Mean absolute distance; NaN without examples. */
    public double mae() {
        return distances / total;
    }

    @Override
    public String score() {
        return String.format(Locale.ROOT, "R² %.4f", r2());
    }

    @Override
    public List<String> table() {
        return List.of(
                String.format(Locale.ROOT, "%18s%12.4f", "RMSE", rmse()),
                String.format(Locale.ROOT, "%18s%12.4f", "MAE", mae()),
                String.format(
                        Locale.ROOT,
                        "%18s%12.4f",
                        "standard deviation",
                        Math.sqrt(variation / total)));
    }
}
