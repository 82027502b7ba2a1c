package dev.gradstream.model.loss;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Tensor;

/**
 * The sparsemax loss of scores z against the number c of the right class, whose gradient is
 * sparsemax(z) less the one-hot target: (Σ max(z − τ, 0)² + 1) / 2 + τ − z<sub>c</sub>, with τ such
 * that sparsemax(z) = max(z − τ, 0) sums to 1 (Martins and Astudillo, arXiv:1602.02068, in the form
 * of a convex conjugate). It is 0 once the right class leads by 1, and probabilities may be 0.
 * Reduction: mean over rows.
 *
 * <ul>
 *   <li>output: {@code [batch, classes]}
 *   <li>target: {@code [batch, 1]}, a class number from 0
 * </ul>
 */
public record SparsemaxLoss() implements Loss {

    @Override
    public Tensor losses(Graph graph, Tensor output, Tensor target) {
        Tensor right = OneHot.of(graph, target, output.shape().last()).times(output).rowSum();
        // The derivative by τ is 1 − Σ sparsemax(z) = 0, so τ may be taken as a constant.
        Tensor threshold = output.sparsemaxThreshold();
        Tensor probabilities = output.minus(threshold).relu();
        Tensor half = probabilities.square().rowSum().plus(1).times(0.5);
        return half.plus(threshold.minus(right));
    }

    @Override
    public boolean isLeastAtMean() {
        return true;
    }

    @Override
    public OutputMeaning outputMeaning() {
        return OutputMeaning.SPARSE_SCORES;
    }
}
