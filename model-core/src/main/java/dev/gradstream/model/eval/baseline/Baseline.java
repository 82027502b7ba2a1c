package dev.gradstream.model.eval.baseline;

/** A predictor that looks at targets alone. Each column of a target is predicted by itself. */
interface Baseline {

    /** As reports name it. */
    String word();

    /** What it predicts next: a class by its number, or a number; NaN before the first target. */
    double predict(int column);

    /** Takes in the actual target. */
    void learn(int column, double actual);

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
