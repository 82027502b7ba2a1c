package dev.gradstream.model.eval.baseline;

import java.util.Arrays;

/** Predicts that the next target equals the last: hard to beat where a stream changes slowly. */
final class NoChange implements Baseline {
    private final double[] last;

    NoChange(int columns) {
        last = new double[columns];
        Arrays.fill(last, Double.NaN);
    }

    @Override
    public String word() {
        return "no_change";
    }

    @Override
    public double predict(int column) {
        return last[column];
    }

    @Override
    public void learn(int column, double actual) {
        last[column] = actual;
    }

    @Override
    public double[] state() {
        return last.clone();
    }

    @Override
    public void load(double[] state) {
        System.arraycopy(Baseline.requireLength(state, last.length), 0, last, 0, last.length);
    }
}
