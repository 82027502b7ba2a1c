package dev.gradstream.model.optim.schedule;

import dev.gradstream.model.optim.Range;

/**
 * lr · factor until total_iters steps are taken, then lr, as PyTorch's {@code
 * lr_scheduler.ConstantLR}.
 *
 * @param initialFactor in (0, 1]; PyTorch's default is 1/3
 * @param totalIters steps, at least 0; PyTorch's default is 5
 */
public record ConstantLR(double initialFactor, int totalIters) implements LearningRateFactor {
    public ConstantLR {
        Range.upToOne("factor", initialFactor);
        Range.atLeast(0, "total_iters", totalIters);
    }

    @Override
    public double factor(long step) {
        return step < totalIters ? initialFactor : 1;
    }
}
