package dev.gradstream.model.optim.schedule;

import dev.gradstream.model.optim.Range;

/**
 * lr · gamma^⌊step / step_size⌋, as PyTorch's {@code lr_scheduler.StepLR}.
 *
 * @param stepSize steps between two decays, at least 1
 * @param gamma above 0; PyTorch's default is 0.1
 */
public record StepLR(int stepSize, double gamma) implements LearningRateFactor {
    public StepLR {
        Range.atLeast(1, "step_size", stepSize);
        Range.above(0, "gamma", gamma);
    }

    @Override
    public double factor(long step) {
        long decays = step / stepSize;
        return Math.pow(gamma, (double) decays);
    }
}
