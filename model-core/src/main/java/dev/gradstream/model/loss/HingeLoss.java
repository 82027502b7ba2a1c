package dev.gradstream.model.loss;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Tensor;

/**
 * max(0, 1 − t z) with t = 2 y − 1, which is −1 or 1: the loss of a support vector machine (Cortes
 * and Vapnik, 1995); reduction mean over rows and outputs. Targets are 0 or 1.
 *
 * <ul>
 *   <li>output: {@code [batch, n]}
 *   <li>target: {@code [batch, n]}
 * </ul>
 */
public record HingeLoss() implements Loss {

    @Override
    public Tensor losses(Graph graph, Tensor output, Tensor target) {
        Tensor side = target.times(2).plus(-1);
        return output.times(side).subtractedFrom(1).relu();
    }

    @Override
    public boolean isLeastAtMean() {
        return true;
    }

    @Override
    public OutputMeaning outputMeaning() {
        return OutputMeaning.MARGIN;
    }
}
