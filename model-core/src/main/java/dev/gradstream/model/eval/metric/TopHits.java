package dev.gradstream.model.eval.metric;

/**
 * How often the actual class was among the k of the highest scores. Of equal scores the class of
 * the higher number ranks first, as in scikit-learn's {@code top_k_accuracy_score}.
 */
public final class TopHits extends Sums {
    private final int k;

    /**
     * @param k at least 1
     */
    public TopHits(int k) {
        super(2);
        this.k = k;
    }

    @Override
    public void add(ScoredRows rows, double weight, double growth) {
        double[] values = rows.values();
        double w = weight;
        int width = rows.width();
        for (int at = 0; at < rows.size() * width; at += width) {
            int actual = (int) values[at + ScoredRows.ACTUAL];
            if (above(values, at + ScoredRows.SCORES, at + width, actual) < k) {
                sums[0] += w;
            }
            sums[1] += w;
            w *= growth;
        }
    }

    /** Share of hits, in [0, 1]; NaN for no examples. */
    public double accuracy() {
        return sums[0] / sums[1];
    }

    /** How many classes rank above one. */
    private static int above(double[] values, int from, int to, int ofClass) {
        int own = from + ofClass;
        double score = values[own];
        int above = 0;
        for (int i = from; i < to; i++) {
            above += values[i] > score || (values[i] == score && i > own) ? 1 : 0;
        }
        return above;
    }
}
