package dev.gradstream.model.optim.schedule;

import dev.gradstream.model.optim.Range;

/**
 * lr · (1 − step / total_iters)^power, then 0, as PyTorch's {@code lr_scheduler.PolynomialLR}.
 *
 * @param totalIters steps until 0 is reached, at least 1; PyTorch's default is 5
 * @param power above 0; PyTorch's default is 1
 */
public record PolynomialLR(int totalIters, double power) implements LearningRateFactor {
    public PolynomialLR {
        Range.atLeast(1, "total_iters", totalIters);
        Range.above(0, "power", power);
    }

    @Override
    public double factor(long step) {
        return Math.pow(1 - (double) Math.min(totalIters, step) / totalIters, power);
    }
}
