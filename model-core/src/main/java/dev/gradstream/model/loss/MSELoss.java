package dev.gradstream.model.loss;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Tensor;

/**
 * Squared error (z − y)², as PyTorch's {@code nn.MSELoss}; reduction mean over rows and outputs.
 *
 * <ul>
 *   <li>output: {@code [batch, n]}
 *   <li>target: {@code [batch, n]}
 * </ul>
 */
public record MSELoss() implements Loss {

    @Override
    public Tensor losses(Graph graph, Tensor output, Tensor target) {
        return output.minus(target).square();
    }

    @Override
    public boolean isLeastAtMean() {
        return true;
    }

    @Override
    public OutputMeaning outputMeaning() {
        return OutputMeaning.NUMBER;
    }
}
