package dev.gradstream.model.nn;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Tensor;

/**
 * y = x above 0, else {@code negativeSlope} · x, for each element, of any shape, as PyTorch's
 * {@code nn.LeakyReLU}.
 *
 * @param negativeSlope finite; PyTorch's default is 0.01
 */
public record LeakyReLU(double negativeSlope) implements Layer {
    public LeakyReLU {
        if (!Double.isFinite(negativeSlope)) {
            throw new IllegalArgumentException(
                    "negative_slope must be a finite number, got " + negativeSlope);
        }
    }

    @Override
    public Tensor forward(Graph graph, Tensor x) {
        return x.times(negativeSlope).plus(x.relu().times(1 - negativeSlope));
    }
}
