package dev.gradstream.model.eval.metric;

/**
 * A {@link Ranking} for streams without end: scores in [0, 1] are counted in {@value #BUCKETS}
 * buckets of equal width in their log-odds, from −16 to 16. Pairs within a bucket count as ties, so
 * the area is off by at most half their share of all pairs, {@link #error()}.
 */
public final class ScoreBuckets extends Sums implements Ranking {
    static final int BUCKETS = 1024;

    private static final double LARGEST = 16;

    private final int classes;

    /**
     * @param classes how many, at least 2
     */
    public ScoreBuckets(int classes) {
        // Of each ranked class the examples of others by bucket, then those of the class.
        super(Math.multiplyExact(classes - Ranking.firstRanked(classes), 2 * BUCKETS));
        this.classes = classes;
    }

    @Override
    public void add(ScoredRows rows, double weight, double growth) {
        double[] values = rows.values();
        double w = weight;
        int width = rows.width();
        for (int at = 0; at < rows.size() * width; at += width) {
            int actual = (int) values[at + ScoredRows.ACTUAL];
            for (int c = Ranking.firstRanked(classes); c < classes; c++) {
                int bucket = bucket(values[at + ScoredRows.SCORES + c]);
                sums[from(c) + (c == actual ? BUCKETS : 0) + bucket] += w;
            }
            w *= growth;
        }
    }

    /** Most that {@link #rocAuc()} can be off by; NaN where it is. */
    public double error() {
        double sum = 0;
        int ranked = 0;
        for (int c = Ranking.firstRanked(classes); c < classes; c++) {
            if (isRanked(c)) {
                sum += error(c);
                ranked++;
            }
        }
        return sum / ranked;
    }

    @Override
    public int classes() {
        return classes;
    }

    @Override
    public boolean isRanked(int ofClass) {
        return total(from(ofClass)) > 0 && total(from(ofClass) + BUCKETS) > 0;
    }

    @Override
    public double rocAuc(int ofClass) {
        int negatives = from(ofClass);
        int positives = negatives + BUCKETS;
        double pairs = 0;
        double below = 0;
        for (int b = 0; b < BUCKETS; b++) {
            pairs += sums[positives + b] * (below + 0.5 * sums[negatives + b]);
            below += sums[negatives + b];
        }
        return pairs / (total(positives) * below);
    }

    private double error(int ofClass) {
        int negatives = from(ofClass);
        int positives = negatives + BUCKETS;
        double ties = 0;
        for (int b = 0; b < BUCKETS; b++) {
            ties += sums[positives + b] * sums[negatives + b];
        }
        return 0.5 * ties / (total(positives) * total(negatives));
    }

    private static int bucket(double score) {
        double logOdds = Math.log(score / (1 - score));
        double place = (logOdds + LARGEST) * (BUCKETS / (2 * LARGEST));
        return (int) Math.max(0, Math.min(BUCKETS - 1, place));
    }

    private int from(int ofClass) {
        return (ofClass - Ranking.firstRanked(classes)) * 2 * BUCKETS;
    }

    private double total(int from) {
        double total = 0;
        for (int b = 0; b < BUCKETS; b++) {
            total += sums[from + b];
        }
        return total;
    }
}
