package dev.gradstream.model.optim.schedule;

import dev.gradstream.model.optim.LearningRateSchedule;
import java.util.List;

/**
 * One schedule after the other, each from its own step 0 on, as PyTorch's {@code
 * lr_scheduler.SequentialLR}: a warm-up and what follows it.
 *
 * @param schedulers at least one; none of them cycles the momentum
 * @param milestones steps at which the next schedule begins, growing; one fewer than schedulers
 */
public record SequentialLR(List<LearningRateSchedule> schedulers, List<Integer> milestones)
        implements LearningRateSchedule {
    public SequentialLR {
        schedulers = List.copyOf(schedulers);
        milestones = List.copyOf(milestones);
        if (schedulers.isEmpty() || milestones.size() != schedulers.size() - 1) {
            throw new IllegalArgumentException(
                    "SequentialLR needs one milestone fewer than schedulers, got "
                            + milestones.size()
                            + " and "
                            + schedulers.size());
        }
        int last = 0;
        for (int milestone : milestones) {
            if (milestone <= last) {
                throw new IllegalArgumentException(
                        "milestones must grow from 1 on, got " + milestones);
            }
            last = milestone;
        }
        if (schedulers.stream().anyMatch(schedule -> schedule.momentum().isPresent())) {
            throw new IllegalArgumentException(
                    "a scheduler of a SequentialLR cannot cycle the momentum; write"
                            + " cycle_momentum: false");
        }
    }

    @Override
    public double rate(double base, long step) {
        int current = 0;
        long start = 0;
        while (current < milestones.size() && step >= milestones.get(current)) {
            start = milestones.get(current);
            current++;
        }
        return schedulers.get(current).rate(base, step - start);
    }
}
