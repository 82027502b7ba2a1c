package dev.gradstream.model.optim.schedule;

import java.util.List;

/**
 * Several factors at once, as PyTorch's {@code lr_scheduler.ChainedScheduler}.
 *
 * @param schedulers at least one
 */
public record ChainedScheduler(List<LearningRateFactor> schedulers) implements LearningRateFactor {
    public ChainedScheduler {
        schedulers = List.copyOf(schedulers);
        if (schedulers.isEmpty()) {
            throw new IllegalArgumentException("ChainedScheduler needs at least one scheduler");
        }
    }

    @Override
    public double factor(long step) {
        double product = 1;
        for (LearningRateFactor scheduler : schedulers) {
            product *= scheduler.factor(step);
        }
        return product;
    }
}
