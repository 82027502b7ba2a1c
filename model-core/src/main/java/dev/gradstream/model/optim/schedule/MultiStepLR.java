package dev.gradstream.model.optim.schedule;

import dev.gradstream.model.optim.Range;
import java.util.List;

/**
 * lr · gamma^(number of milestones reached), as PyTorch's {@code lr_scheduler.MultiStepLR}.
 *
 * @param milestones steps, each at least 1; one that stands twice counts twice
 * @param gamma above 0; PyTorch's default is 0.1
 */
public record MultiStepLR(List<Integer> milestones, double gamma) implements LearningRateFactor {
    public MultiStepLR {
        milestones = List.copyOf(milestones);
        milestones.forEach(milestone -> Range.atLeast(1, "milestone", milestone));
        Range.above(0, "gamma", gamma);
    }

    @Override
    public double factor(long step) {
        long reached = milestones.stream().filter(milestone -> milestone <= step).count();
        return Math.pow(gamma, (double) reached);
    }
}
