package dev.gradstream.model.nn;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Tensor;

/**
 * y = log(1 + exp(β x)) / β for each element, of any shape, as PyTorch's {@code nn.Softplus}.
 *
 * @param beta β, above 0; PyTorch's default is 1
 * @param threshold y is x itself where β x is above it; PyTorch's default is 20
 */
public record Softplus(double beta, double threshold) implements Layer {
    public Softplus {
        if (!(beta > 0 && Double.isFinite(beta)) || !Double.isFinite(threshold)) {
            throw new IllegalArgumentException(
                    "beta must be above 0 and threshold finite, got " + beta + " and " + threshold);
        }
    }

    @Override
    public Tensor forward(Graph graph, Tensor x) {
        Tensor scaled = x.times(beta);
        Tensor smooth = scaled.softplus().times(1 / beta);
        Tensor beyond = scaled.minus(graph.constant(threshold)).step();
        return smooth.plus(beyond.times(x.minus(smooth)));
    }
}
