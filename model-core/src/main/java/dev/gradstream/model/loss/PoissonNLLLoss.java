package dev.gradstream.model.loss;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Tensor;

/**
 * Negative log-likelihood of a count y under a Poisson distribution, λ − y log λ, as PyTorch's
 * {@code nn.PoissonNLLLoss}; reduction mean over rows and outputs.
 *
 * <ul>
 *   <li>output: {@code [batch, n]}
 *   <li>target: {@code [batch, n]}
 * </ul>
 *
 * @param logInput whether the output is log λ, not λ; PyTorch's default is true
 * @param full whether Stirling's approximation of log y! is added, for y above 1; PyTorch's default
 *     is false
 * @param eps added to λ before its logarithm is taken, above 0; PyTorch's default is 1e-8
 */
public record PoissonNLLLoss(boolean logInput, boolean full, double eps) implements Loss {
    public PoissonNLLLoss {
        if (!(eps > 0 && Double.isFinite(eps))) {
            throw new IllegalArgumentException("eps must be above 0, got " + eps);
        }
    }

    @Override
    public Tensor losses(Graph graph, Tensor output, Tensor target) {
        Tensor loss =
                logInput
                        ? output.exp().minus(target.times(output))
                        : output.minus(target.times(output.plus(eps).log()));
        return full ? loss.plus(stirling(target)) : loss;
    }

    /** y log y − y + log(2π y) / 2, and 0 for y up to 1. */
    private static Tensor stirling(Tensor target) {
        Tensor y = target.maximum(1);
        Tensor factorial = y.times(y.log()).minus(y).plus(y.times(2 * Math.PI).log().times(0.5));
        return factorial.times(target.plus(-1).step());
    }

    @Override
    public boolean isLeastAtMean() {
        return true;
    }

    @Override
    public OutputMeaning outputMeaning() {
        return logInput ? OutputMeaning.LOG_NUMBER : OutputMeaning.POSITIVE_NUMBER;
    }
}
