package dev.gradstream.model.eval.baseline;

import dev.gradstream.model.eval.metric.ScoredRows;

/** A predictor that looks at targets alone. Each column of a target is predicted by itself. */
interface Baseline {

    /** As reports name it. */
    String word();

    /**
     * Predicts rows, one after the other, and takes in the actual target of each before the next. A
     * prediction is the number of a class, or a number; NaN before a column's first target.
     *
     * @param rows whose predictions are overwritten
     * @param column of the first row; an example's rows, one a column, follow each other
     * @return the column of the row that comes next
     */
    int predict(ScoredRows rows, int column);

    /** A copy of everything that its predictions depend on. */
    double[] state();

    /**
     * Goes on from {@link #state()}.
     *
     * @throws IllegalArgumentException if it is of other columns or classes
     */
    void load(double[] state);

    /** The state, if it has the length that it should have. */
    static double[] requireLength(double[] state, int length) {
        if (state.length != length) {
            throw new IllegalArgumentException(
                    "a baseline keeps " + length + " numbers here, got " + state.length);
        }
        return state;
    }
}
