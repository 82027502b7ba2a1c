package dev.gradstream.model.eval.baseline;

import dev.gradstream.model.eval.metric.ScoredRows;

/** Predicts the mean of all targets so far. */
final class Mean implements Baseline {
    /** Of each column: the sum of the targets, then their number. */
    private final double[] sums;

    Mean(int columns) {
        sums = new double[Math.multiplyExact(columns, 2)];
    }

    @Override
    public String word() {
        return "mean";
    }

    @Override
    public int predict(ScoredRows rows, int column) {
        double[] values = rows.values();
        int next = 2 * column;
        for (int at = 0; at < rows.size() * rows.width(); at += rows.width()) {
            // Of no targets NaN, as it should be.
            values[at + ScoredRows.PREDICTED] = sums[next] / sums[next + 1];
            sums[next] += values[at + ScoredRows.ACTUAL];
            sums[next + 1]++;
            next = next + 2 == sums.length ? 0 : next + 2;
        }
        return next / 2;
    }

    @Override
    public double[] state() {
        return sums.clone();
    }

    @Override
    public void load(double[] state) {
        System.arraycopy(Baseline.requireLength(state, sums.length), 0, sums, 0, sums.length);
    }
}
