package dev.gradstream.model.loss;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Tensor;

/**
 * Squared error (z − y)² / 2 up to a distance of δ, from there on linear, δ (|z − y| − δ / 2), as
 * PyTorch's {@code nn.HuberLoss} (Huber, 1964); reduction mean over rows and outputs.
 *
 * <ul>
 *   <li>output: {@code [batch, n]}
 *   <li>target: {@code [batch, n]}
 * </ul>
 *
 * @param delta δ, above 0; PyTorch's default is 1
 */
public record HuberLoss(double delta) implements Loss {
    public HuberLoss {
        if (!(delta > 0 && Double.isFinite(delta))) {
            throw new IllegalArgumentException("delta must be above 0, got " + delta);
        }
    }

    @Override
    public Tensor losses(Graph graph, Tensor output, Tensor target) {
        Tensor distance = output.minus(target).abs();
        Tensor bounded = distance.minimum(delta);
        return bounded.times(distance.minus(bounded.times(0.5)));
    }

    @Override
    public OutputMeaning outputMeaning() {
        return OutputMeaning.NUMBER;
    }
}
