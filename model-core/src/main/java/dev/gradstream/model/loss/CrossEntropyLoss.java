package dev.gradstream.model.loss;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Tensor;

/**
 * Cross-entropy of logits z against the number c of the right class, −log softmax(z)<sub>c</sub>,
 * as PyTorch's {@code nn.CrossEntropyLoss}; reduction mean over rows. A row is right where the
 * right class has the largest logit, the first of equals.
 *
 * <ul>
 *   <li>output: {@code [batch, classes]}
 *   <li>target: {@code [batch, 1]}, a class number from 0
 * </ul>
 */
public record CrossEntropyLoss() implements Loss {

    @Override
    public Tensor losses(Graph graph, Tensor output, Tensor target) {
        Tensor classes = graph.range(output.shape().last());
        // 1 where the numbers are equal, 0 where they are 1 or more apart.
        Tensor oneHot = target.minus(classes).abs().negate().plus(1).relu();
        return oneHot.times(output.logSoftmax()).rowSum().negate();
    }

    @Override
    public void requireWidths(int outputs, int targets) {
        if (outputs < 2 || targets != 1) {
            throw new IllegalArgumentException(
                    "CrossEntropyLoss takes one output for each of 2 or more classes and 1 target,"
                            + " got "
                            + outputs
                            + " outputs and "
                            + targets
                            + " targets");
        }
    }

    @Override
    public void requireTargets(float[] target, int rows, int outputs) {
        for (int row = 0; row < rows; row++) {
            if (!(target[row] >= 0 && target[row] < outputs && target[row] == (int) target[row])) {
                throw new IllegalArgumentException(
                        "row %d: the target must be a class number from 0 to %d, got %s"
                                .formatted(row, outputs - 1, target[row]));
            }
        }
    }

    @Override
    public int correct(float[] output, float[] target, int rows, int outputs) {
        int correct = 0;
        for (int row = 0; row < rows; row++) {
            correct += argmax(output, row * outputs, outputs) == (int) target[row] ? 1 : 0;
        }
        return correct;
    }

    private static int argmax(float[] values, int from, int count) {
        int best = 0;
        for (int i = 1; i < count; i++) {
            best = values[from + i] > values[from + best] ? i : best;
        }
        return best;
    }
}
