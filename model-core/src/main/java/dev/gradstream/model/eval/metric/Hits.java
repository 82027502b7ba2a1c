package dev.gradstream.model.eval.metric;

/** How often the actual class was the predicted one: all that accuracy by itself needs. */
public final class Hits extends Sums {
    public Hits() {
        super(2);
    }

    @Override
    public void add(ScoredRows rows, double weight, double growth) {
        if (growth == 1) {
            int right = count(rows);
            sums[0] += weight * right;
            sums[1] += weight * rows.size();
            return;
        }
        double[] values = rows.values();
        double w = weight;
        int width = rows.width();
        double right = 0;
        double all = 0;
        for (int at = 0; at < rows.size() * width; at += width) {
            boolean hit = values[at + ScoredRows.ACTUAL] == values[at + ScoredRows.PREDICTED];
            right += hit ? w : 0;
            all += w;
            w *= growth;
        }
        sums[0] += right;
        sums[1] += all;
    }

    private static int count(ScoredRows rows) {
        double[] values = rows.values();
        int width = rows.width();
        int right = 0;
        for (int at = 0; at < rows.size() * width; at += width) {
            right += values[at + ScoredRows.ACTUAL] == values[at + ScoredRows.PREDICTED] ? 1 : 0;
        }
        return right;
    }

    /** Share of right predictions, in [0, 1]; NaN for no examples. */
    public double accuracy() {
        return sums[0] / sums[1];
    }
}
