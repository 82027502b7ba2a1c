package dev.gradstream.model.learn;

/**
 * How well a model predicts examples that it does not learn from.
 *
 * @param loss mean loss; NaN for no examples
 * @param correct examples whose class was predicted right; 0 for regression
 * @param examples how many were evaluated
 */
public record Evaluation(double loss, int correct, int examples) {

    /** Share of classes predicted right, in [0, 1]; NaN for no examples. */
    public double accuracy() {
        return examples == 0 ? Double.NaN : (double) correct / examples;
    }
}
