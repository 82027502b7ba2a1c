package dev.gradstream.model.eval.metric;

/**
 * Sums over scored examples, from which metrics follow at any time. Accumulators of parts merge to
 * that of the whole, in whatever order.
 */
public interface Accumulator {

    /**
     * Takes in rows. That each row weighs more than the one before lets the earlier ones fade
     * without touching them: of a metric only the ratio of weights counts.
     *
     * @param weight of the first row, above 0
     * @param growth by which each further row weighs more than the one before; 1 for equal weights
     */
    void add(ScoredRows rows, double weight, double growth);

    /** Takes in rows that count one each. */
    default void add(ScoredRows rows) {
        add(rows, 1, 1);
    }

    /** Multiplies the weight of everything so far. */
    void scale(double factor);

    /** Forgets everything. */
    void clear();

    /** A copy of everything that it knows. */
    double[] state();

    /**
     * Takes in what another one of the same making knows; into an empty one, bit for bit.
     *
     * @param state of the other one
     * @throws IllegalArgumentException if it is of another making
     */
    void merge(double[] state);
}
