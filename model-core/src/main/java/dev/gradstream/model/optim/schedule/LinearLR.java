package dev.gradstream.model.optim.schedule;

import dev.gradstream.model.optim.Range;

/**
 * lr times a factor that goes in a straight line from one to another, then stays, as PyTorch's
 * {@code lr_scheduler.LinearLR}: the usual warm-up.
 *
 * @param startFactor in (0, 1]; PyTorch's default is 1/3
 * @param endFactor in [0, 1]; PyTorch's default is 1
 * @param totalIters steps until the end is reached, at least 1; PyTorch's default is 5
 */
public record LinearLR(double startFactor, double endFactor, int totalIters)
        implements LearningRateFactor {
    public LinearLR {
        Range.upToOne("start_factor", startFactor);
        if (endFactor != 0) {
            Range.upToOne("end_factor", endFactor);
        }
        Range.atLeast(1, "total_iters", totalIters);
    }

    @Override
    public double factor(long step) {
        return startFactor + (endFactor - startFactor) * Math.min(totalIters, step) / totalIters;
    }
}
