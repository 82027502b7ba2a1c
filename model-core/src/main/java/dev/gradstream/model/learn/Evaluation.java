package dev.gradstream.model.learn;

import dev.gradstream.model.eval.measure.Figures;

/**
 * How well a model predicts examples that it does not learn from.
 *
 * @param loss mean loss; NaN for no examples
 * @param share what the loss counts in a mean over batches: the examples, or, with weights of
 *     classes, the weights of theirs
 * @param examples how many were evaluated
 * @param figures what else was measured
 */
public record Evaluation(double loss, double share, int examples, Figures figures) {

    /** Without further figures. */
    public Evaluation(double loss, double share, int examples) {
        this(loss, share, examples, Figures.NONE);
    }

    /** The same with figures. */
    public Evaluation with(Figures measured) {
        return new Evaluation(loss, share, examples, measured);
    }
}
