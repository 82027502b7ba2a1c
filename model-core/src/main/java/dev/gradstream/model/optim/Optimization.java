package dev.gradstream.model.optim;

import dev.gradstream.model.graph.NamePattern;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * How a network is optimised. In each step: gradients, L1 penalty, clipping, update.
 *
 * @param optimizer the update
 * @param schedule of the learning rate
 * @param reduction of the rate that the schedule says; empty where it is never reduced
 * @param clipping of the gradients
 * @param l1Penalty λ of a term λ · Σ|p| that is added to the loss for the parameters that are not
 *     frozen; at least 0. The loss that is reported is without it
 * @param groups parameters with learning rates of their own; the first that matches counts
 * @param frozen parameters that keep their bits, whatever else is said of them
 */
public record Optimization(
        Optimizer optimizer,
        LearningRateSchedule schedule,
        Optional<RateReduction> reduction,
        GradientClipping clipping,
        double l1Penalty,
        List<ParameterGroup> groups,
        List<NamePattern> frozen) {
    public Optimization {
        Range.atLeast(0, "l1_penalty", l1Penalty);
        groups = List.copyOf(groups);
        frozen = List.copyOf(frozen);
        if (schedule.momentum().isPresent() && optimizer.scheduledMomentum().isEmpty()) {
            throw new IllegalArgumentException(
                    "a schedule that cycles the momentum needs an optimizer with a momentum above 0"
                            + " or betas; write cycle_momentum: false or choose one");
        }
    }

    /** The optimizer alone, at its own learning rate. */
    public static Optimization of(Optimizer optimizer) {
        return new Optimization(
                optimizer,
                LearningRateSchedule.NONE,
                Optional.empty(),
                GradientClipping.NONE,
                0,
                List.of(),
                List.of());
    }

    public boolean isFrozen(String parameter) {
        return frozen.stream().anyMatch(pattern -> pattern.matches(parameter));
    }

    /** The learning rate of a parameter, before the schedule. */
    public double lr(String parameter) {
        return groups.stream()
                .filter(group -> group.parameters().matches(parameter))
                .findFirst()
                .map(ParameterGroup::lr)
                .orElseGet(optimizer::lr);
    }

    /**
     * The learning rate of a step for parameters outside the groups.
     *
     * @param step steps taken before
     * @param reductions how often the rate was reduced
     */
    public double rate(long step, int reductions) {
        return rate(optimizer.lr(), step, reductions);
    }

    /**
     * The learning rate of a step.
     *
     * @param base the optimizer's learning rate, or that of a parameter group
     * @param step steps taken before
     * @param reductions how often the rate was reduced
     */
    public double rate(double base, long step, int reductions) {
        double scheduled = schedule.rate(base, step);
        return reduction.isPresent() ? reduction.get().after(reductions, scheduled) : scheduled;
    }

    /**
     * Whether one more reduction makes any learning rate lower.
     *
     * @param step steps taken before
     * @param reductions how often the rate was reduced
     */
    public boolean reducesFurther(long step, int reductions) {
        return DoubleStream.concat(
                        DoubleStream.of(optimizer.lr()),
                        groups.stream().mapToDouble(ParameterGroup::lr))
                .anyMatch(base -> rate(base, step, reductions + 1) < rate(base, step, reductions));
    }

    /** The same, whose rate is reduced so. */
    public Optimization reducedBy(RateReduction by) {
        return new Optimization(
                optimizer, schedule, Optional.of(by), clipping, l1Penalty, groups, frozen);
    }
}
