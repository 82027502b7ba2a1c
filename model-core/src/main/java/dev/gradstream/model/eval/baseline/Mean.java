package dev.gradstream.model.eval.baseline;

import dev.gradstream.model.eval.metric.ScoredRows;

/** Predicts the mean of all targets so far. */
final class Mean implements Baseline {
    /** Of each column: the mean, then the number of targets. */
    private final double[] means;

    Mean(int columns) {
        means = new double[Math.multiplyExact(columns, 2)];
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
            double count = ++means[next + 1];
            values[at + ScoredRows.PREDICTED] = count == 1 ? Double.NaN : means[next];
            means[next] += (values[at + ScoredRows.ACTUAL] - means[next]) / count;
            next = next + 2 == means.length ? 0 : next + 2;
        }
        return next / 2;
    }

    @Override
    public double[] state() {
        return means.clone();
    }

    @Override
    public void load(double[] state) {
        System.arraycopy(Baseline.requireLength(state, means.length), 0, means, 0, means.length);
    }
}
