package dev.gradstream.model.eval.metric;

import java.util.Arrays;

/**
 * The exact {@link Ranking}: it keeps every score. For as many examples as memory has room for, 8
 * bytes a class each, which all count the same. With a score that is NaN the area is NaN.
 */
public final class RankedScores implements Ranking {
    private static final int FIRST_CAPACITY = 256;

    private final int classes;
    private final int width;
    private double[] rows;
    private int size;

    /**
     * @param classes how many, at least 2
     */
    public RankedScores(int classes) {
        this.classes = classes;
        width = 1 + classes;
        rows = new double[FIRST_CAPACITY * width];
    }

    /**
     * @throws IllegalArgumentException if rows do not count one each
     */
    @Override
    public void add(ScoredRows scored, double weight, double growth) {
        if (weight != 1 || growth != 1) {
            throw new IllegalArgumentException(
                    "ranked examples count one each, got a weight of " + weight);
        }
        reserve(scored.size());
        for (int row = 0; row < scored.size(); row++) {
            int from = row * scored.width();
            int to = size++ * width;
            rows[to] = scored.values()[from + ScoredRows.ACTUAL];
            System.arraycopy(scored.values(), from + ScoredRows.SCORES, rows, to + 1, classes);
        }
    }

    @Override
    public int classes() {
        return classes;
    }

    @Override
    public boolean isRanked(int ofClass) {
        int of = occurrences(ofClass);
        return of > 0 && of < size;
    }

    @Override
    public double rocAuc(int ofClass) {
        double[] positives = new double[occurrences(ofClass)];
        double[] negatives = new double[size - positives.length];
        int p = 0;
        int n = 0;
        for (int at = 0; at < size * width; at += width) {
            double score = rows[at + 1 + ofClass];
            if (Double.isNaN(score)) {
                return Double.NaN;
            }
            if (rows[at] == ofClass) {
                positives[p++] = score;
            } else {
                negatives[n++] = score;
            }
        }
        Arrays.sort(positives);
        Arrays.sort(negatives);
        return rightPairs(positives, negatives) / ((double) p * n);
    }

    /** Pairs in which the positive is above the negative; a tie is half of one. */
    private static double rightPairs(double[] positives, double[] negatives) {
        double pairs = 0;
        int below = 0;
        int notAbove = 0;
        for (double positive : positives) {
            while (below < negatives.length && negatives[below] < positive) {
                below++;
            }
            notAbove = Math.max(notAbove, below);
            while (notAbove < negatives.length && negatives[notAbove] <= positive) {
                notAbove++;
            }
            pairs += below + 0.5 * (notAbove - below);
        }
        return pairs;
    }

    private int occurrences(int ofClass) {
        int count = 0;
        for (int at = 0; at < size * width; at += width) {
            count += rows[at] == ofClass ? 1 : 0;
        }
        return count;
    }

    private void reserve(int more) {
        int needed = Math.multiplyExact(Math.addExact(size, more), width);
        if (needed > rows.length) {
            rows = Arrays.copyOf(rows, (int) Math.max(needed, Math.min(2L * rows.length, 1 << 30)));
        }
    }

    /** Changes nothing: the order of scores is the same whatever they all count. */
    @Override
    public void scale(double factor) {}

    @Override
    public void clear() {
        size = 0;
    }

    @Override
    public double[] state() {
        return Arrays.copyOf(rows, size * width);
    }

    @Override
    public void merge(double[] state) {
        if (state.length % width != 0) {
            throw new IllegalArgumentException(
                    "rows of " + width + " values cannot be cut from " + state.length);
        }
        reserve(state.length / width);
        System.arraycopy(state, 0, rows, size * width, state.length);
        size += state.length / width;
    }
}
