package dev.gradstream.model.optim.schedule;

import dev.gradstream.model.optim.Range;

/**
 * lr · gamma^step, as PyTorch's {@code lr_scheduler.ExponentialLR}.
 *
 * @param gamma above 0
 */
public record ExponentialLR(double gamma) implements LearningRateFactor {
    public ExponentialLR {
        Range.above(0, "gamma", gamma);
    }

    @Override
    public double factor(long step) {
        return Math.pow(gamma, (double) step);
    }
}
