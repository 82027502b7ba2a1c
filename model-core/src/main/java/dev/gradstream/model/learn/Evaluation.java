package dev.gradstream.model.learn;

import dev.gradstream.model.eval.measure.Figures;

/**
 * How well a model predicts examples that it does not learn from.
 *
 * @param loss mean loss; NaN for no examples
 * @param correct examples whose class was predicted right; 0 for regression
 * @param examples how many were evaluated
 * @param figures what else was measured
 */
public record Evaluation(double loss, int correct, int examples, Figures figures) {

    /** Without further figures. */
    public Evaluation(double loss, int correct, int examples) {
        this(loss, correct, examples, Figures.NONE);
    }

    /** The same with figures. */
    public Evaluation with(Figures measured) {
        return new Evaluation(loss, correct, examples, measured);
    }

    /** Share of classes predicted right, in [0, 1]; NaN for no examples. */
    public double accuracy() {
        return examples == 0 ? Double.NaN : (double) correct / examples;
    }
}
