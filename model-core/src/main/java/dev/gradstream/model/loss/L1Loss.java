package dev.gradstream.model.loss;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Tensor;

/**
 * Absolute error |z − y|, as PyTorch's {@code nn.L1Loss}; reduction mean over rows and outputs.
 *
 * <ul>
 *   <li>output: {@code [batch, n]}
 *   <li>target: {@code [batch, n]}
 * </ul>
 */
public record L1Loss() implements Loss {

    @Override
    public Tensor losses(Graph graph, Tensor output, Tensor target) {
        return output.minus(target).abs();
    }

    @Override
    public OutputMeaning outputMeaning() {
        return OutputMeaning.NUMBER;
    }
}
