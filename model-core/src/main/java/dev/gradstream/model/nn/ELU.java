package dev.gradstream.model.nn;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Tensor;

/**
 * y = x above 0, else {@code alpha} · (exp(x) − 1), for each element, of any shape, as PyTorch's
 * {@code nn.ELU}.
 *
 * @param alpha finite; PyTorch's default is 1
 */
public record ELU(double alpha) implements Layer {
    public ELU {
        if (!Double.isFinite(alpha)) {
            throw new IllegalArgumentException("alpha must be a finite number, got " + alpha);
        }
    }

    @Override
    public Tensor forward(Graph graph, Tensor x) {
        Tensor positive = x.relu();
        return positive.plus(x.minus(positive).expm1().times(alpha));
    }
}
