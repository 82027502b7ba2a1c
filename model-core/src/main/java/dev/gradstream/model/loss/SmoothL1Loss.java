package dev.gradstream.model.loss;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Tensor;

/**
 * Squared error (z − y)² / (2 β) up to a distance of β, from there on |z − y| − β / 2, as PyTorch's
 * {@code nn.SmoothL1Loss}: the Huber loss divided by β; reduction mean over rows and outputs.
 *
 * <ul>
 *   <li>output: {@code [batch, n]}
 *   <li>target: {@code [batch, n]}
 * </ul>
 *
 * @param beta β, 0 or more: 0 is the absolute error; PyTorch's default is 1
 */
public record SmoothL1Loss(double beta) implements Loss {
    public SmoothL1Loss {
        if (!(beta >= 0 && Double.isFinite(beta))) {
            throw new IllegalArgumentException("beta must be 0 or more, got " + beta);
        }
    }

    @Override
    public Tensor losses(Graph graph, Tensor output, Tensor target) {
        return beta == 0
                ? new L1Loss().losses(graph, output, target)
                : new HuberLoss(beta).losses(graph, output, target).times(1 / beta);
    }

    @Override
    public OutputMeaning outputMeaning() {
        return OutputMeaning.NUMBER;
    }
}
