package dev.gradstream.model.loss;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Tensor;

/**
 * Binary cross-entropy of a logit z against a target y in [0, 1], (1 − y) log(1 + exp(z)) + y log(1
 * + exp(−z)), as PyTorch's {@code nn.BCEWithLogitsLoss}; reduction mean over rows and outputs. A
 * row is right where every logit is above 0 just where its target is above 0.5.
 *
 * <ul>
 *   <li>output: {@code [batch, n]}
 *   <li>target: {@code [batch, n]}
 * </ul>
 */
public record BCEWithLogitsLoss() implements Loss {

    /** Two terms of one sign: log(1 + exp(z)) − z y is the same, but cancels out for sure rows. */
    @Override
    public Tensor losses(Graph graph, Tensor output, Tensor target) {
        Tensor ifZero = output.softplus();
        Tensor ifOne = output.negate().softplus();
        return graph.constant(1).minus(target).times(ifZero).plus(target.times(ifOne));
    }

    @Override
    public void requireWidths(int outputs, int targets) {
        Widths.requireEqual("BCEWithLogitsLoss", outputs, targets);
    }

    @Override
    public void requireTargets(float[] target, int rows, int outputs) {
        for (int i = 0; i < rows * outputs; i++) {
            if (!(target[i] >= 0 && target[i] <= 1)) {
                throw new IllegalArgumentException(
                        "row %d: the target must be from 0 to 1, got %s"
                                .formatted(i / outputs, target[i]));
            }
        }
    }

    @Override
    public int correct(float[] output, float[] target, int rows, int outputs) {
        int correct = 0;
        for (int row = 0; row < rows; row++) {
            boolean right = true;
            for (int i = row * outputs; i < (row + 1) * outputs; i++) {
                right &= (output[i] > 0) == (target[i] > 0.5f);
            }
            correct += right ? 1 : 0;
        }
        return correct;
    }
}
