package dev.gradstream.model.eval.metric;

/** Share of the examples whose number is not above the predicted one: q of a good q-quantile. */
public final class Coverage extends Sums {

    public Coverage() {
        super(2);
    }

    @Override
    public void add(ScoredRows rows, double weight, double growth) {
        double[] values = rows.values();
        double w = weight;
        int width = rows.width();
        for (int at = 0; at < rows.size() * width; at += width) {
            if (values[at + ScoredRows.ACTUAL] <= values[at + ScoredRows.PREDICTED]) {
                sums[0] += w;
            }
            sums[1] += w;
            w *= growth;
        }
    }

    /** In [0, 1]; NaN for no examples. */
    public double share() {
        return sums[0] / sums[1];
    }
}
