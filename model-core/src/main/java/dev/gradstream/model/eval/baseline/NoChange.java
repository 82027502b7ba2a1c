package dev.gradstream.model.eval.baseline;

import dev.gradstream.model.eval.metric.ScoredRows;
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
    public int predict(ScoredRows rows, int column) {
        double[] values = rows.values();
        int next = column;
        for (int at = 0; at < rows.size() * rows.width(); at += rows.width()) {
            values[at + ScoredRows.PREDICTED] = last[next];
            last[next] = values[at + ScoredRows.ACTUAL];
            next = next + 1 == last.length ? 0 : next + 1;
        }
        return next;
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
