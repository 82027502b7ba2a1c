package dev.gradstream.model.loss;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Tensor;

/**
 * log cosh(z − y), without overflow: d + log(1 + exp(−2 d)) − log 2 with d = |z − y|. Nearly d² / 2
 * for small distances and d − log 2 for large ones; reduction mean over rows and outputs.
 *
 * <ul>
 *   <li>output: {@code [batch, n]}
 *   <li>target: {@code [batch, n]}
 * </ul>
 */
public record LogCoshLoss() implements Loss {

    @Override
    public Tensor losses(Graph graph, Tensor output, Tensor target) {
        Tensor distance = output.minus(target).abs();
        return distance.plus(distance.times(-2).softplus()).plus(-Math.log(2));
    }

    @Override
    public OutputMeaning outputMeaning() {
        return OutputMeaning.NUMBER;
    }
}
