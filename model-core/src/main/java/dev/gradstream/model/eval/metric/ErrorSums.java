package dev.gradstream.model.eval.metric;

/** Errors of predicted numbers, where nobody asks for the variance of the actual ones. */
public final class ErrorSums extends Sums {
    public ErrorSums() {
        super(3);
    }

    @Override
    public void add(ScoredRows rows, double weight, double growth) {
        double[] values = rows.values();
        double w = weight;
        int width = rows.width();
        double absolute = 0;
        double squares = 0;
        double all = 0;
        for (int at = 0; at < rows.size() * width; at += width) {
            double error = values[at + ScoredRows.PREDICTED] - values[at + ScoredRows.ACTUAL];
            absolute += w * Math.abs(error);
            squares += w * error * error;
            all += w;
            w *= growth;
        }
        sums[0] += absolute;
        sums[1] += squares;
        sums[2] += all;
    }

    /** Mean absolute error; NaN for no examples. */
    public double mae() {
        return sums[0] / sums[2];
    }

    /** Root of the mean squared error; NaN for no examples. */
    public double rmse() {
        return Math.sqrt(sums[1] / sums[2]);
    }
}
