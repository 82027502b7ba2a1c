package dev.gradstream.model.optim.schedule;

import dev.gradstream.model.optim.LearningRateSchedule;
import dev.gradstream.model.optim.Range;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;

/**
 * From max_lr / div_factor up to max_lr and down to a small fraction of where it began, as
 * PyTorch's {@code lr_scheduler.OneCycleLR} (Smith and Topin, 2019). Takes the place of the
 * optimizer's learning rate. A stream may go on after total_steps, where PyTorch ends: the last
 * rate stays.
 *
 * @param maxLr the peak, above 0
 * @param totalSteps of the cycle, at least 2
 * @param pctStart share of the steps that go up, in (0, 1); PyTorch's default is 0.3
 * @param annealing PyTorch's default is {@code cos}
 * @param momentumCycle empty where the momentum stays the optimizer's; PyTorch's default is from
 *     0.85 to 0.95
 * @param divFactor max_lr / first rate, above 0; PyTorch's default is 25
 * @param finalDivFactor first rate / last rate, above 0; PyTorch's default is 10,000
 * @param threePhase whether the way down ends at the first rate before it goes on to the last;
 *     PyTorch's default is false
 */
public record OneCycleLR(
        double maxLr,
        int totalSteps,
        double pctStart,
        Annealing annealing,
        Optional<MomentumCycle> momentumCycle,
        double divFactor,
        double finalDivFactor,
        boolean threePhase)
        implements LearningRateSchedule {
    public OneCycleLR {
        Range.above(0, "max_lr", maxLr);
        Range.atLeast(2, "total_steps", totalSteps);
        Range.above(0, "pct_start", pctStart);
        Range.fraction("pct_start", pctStart);
        Range.above(0, "div_factor", divFactor);
        Range.above(0, "final_div_factor", finalDivFactor);
        double up = pctStart * totalSteps - 1;
        double phases = threePhase ? 2 * up : up;
        if (up <= 0 || phases >= totalSteps - 1.0) {
            throw new IllegalArgumentException(
                    "pct_start of total_steps must leave steps for every phase, got "
                            + pctStart
                            + " of "
                            + totalSteps);
        }
    }

    @Override
    public double rate(double base, long step) {
        double first = maxLr / divFactor;
        double last = first / finalDivFactor;
        return threePhase
                ? through(step, first, maxLr, first, last)
                : through(step, first, maxLr, last);
    }

    @Override
    public Optional<LongToDoubleFunction> momentum() {
        return momentumCycle.map(
                cycle ->
                        step ->
                                threePhase
                                        ? through(
                                                step,
                                                cycle.max(),
                                                cycle.base(),
                                                cycle.max(),
                                                cycle.max())
                                        : through(step, cycle.max(), cycle.base(), cycle.max()));
    }

    /** The value of a step on the way through values that are reached at the ends of the phases. */
    private double through(long step, double... values) {
        double start = 0;
        int phase = 0;
        while (step > end(phase) && phase < values.length - 2) {
            start = end(phase);
            phase++;
        }
        double end = phase == values.length - 2 ? totalSteps - 1.0 : end(phase);
        double share = Math.min(1, (step - start) / (end - start));
        return annealing.between(values[phase], values[phase + 1], share);
    }

    /** The step at which the first phase ends, or the second of three. */
    private double end(int phase) {
        double up = pctStart * totalSteps - 1;
        return phase == 0 ? up : 2 * up;
    }
}
