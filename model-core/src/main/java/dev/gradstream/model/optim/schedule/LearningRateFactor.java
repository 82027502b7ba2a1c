package dev.gradstream.model.optim.schedule;

import dev.gradstream.model.optim.LearningRateSchedule;

/** A schedule that multiplies the learning rate by a factor, whatever the rate is. */
public interface LearningRateFactor extends LearningRateSchedule {

    /**
     * The factor of a step.
     *
     * @param step optimizer steps taken before, from 0
     */
    double factor(long step);

    @Override
    default double rate(double base, long step) {
        return base * factor(step);
    }
}
