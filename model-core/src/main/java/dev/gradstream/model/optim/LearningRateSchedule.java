package dev.gradstream.model.optim;

import java.util.Optional;
import java.util.function.LongToDoubleFunction;

/**
 * The learning rate of each optimizer step: a function of the step alone, so that the number of
 * steps is all that needs to be stored.
 */
@FunctionalInterface
public interface LearningRateSchedule {
    /** The optimizer's own learning rate, always. */
    LearningRateSchedule NONE = (base, step) -> base;

    /**
     * The learning rate of a step.
     *
     * @param base the optimizer's learning rate, or that of a parameter group
     * @param step optimizer steps taken before, from 0
     */
    double rate(double base, long step);

    /**
     * The momentum (or β₁) by the steps taken before; empty where the schedule leaves the
     * optimizer's alone.
     */
    default Optional<LongToDoubleFunction> momentum() {
        return Optional.empty();
    }
}
