package dev.gradstream.model.optim.schedule;

import dev.gradstream.model.optim.LearningRateSchedule;
import dev.gradstream.model.optim.Range;
import dev.gradstream.model.optim.RateReduction;

/**
 * Reduces the learning rate when a metric has stopped improving, as PyTorch's {@code
 * lr_scheduler.ReduceLROnPlateau}. It is no function of the step: whoever measures the metric hands
 * each value to {@link #observe}, and counts the reductions.
 *
 * @param metric its name, as {@code validation.loss}
 * @param mode which values are better; PyTorch's default is min
 * @param reduction of the rate; PyTorch's defaults are a factor of 0.1, min_lr 0 and eps 1e-8
 * @param patience observations in a row that may be no better before the rate is reduced, at least
 *     0; PyTorch's default is 10
 * @param threshold what is not yet better, at least 0; PyTorch's default is 1e-4
 * @param thresholdMode what the threshold is measured in; PyTorch's default is rel
 * @param cooldown observations after a reduction that spend no patience, at least 0; PyTorch's
 *     default is 0
 */
public record ReduceLROnPlateau(
        String metric,
        Mode mode,
        RateReduction reduction,
        int patience,
        double threshold,
        ThresholdMode thresholdMode,
        int cooldown)
        implements LearningRateSchedule {

    /** Which values are better. */
    public enum Mode {
        MIN,
        MAX
    }

    /** What the threshold is measured in. */
    public enum ThresholdMode {
        /** In the best value: better than best · (1 − threshold), or (1 + threshold) of max. */
        REL,
        /** In the metric's unit: better than best − threshold, or best + threshold of max. */
        ABS
    }

    public ReduceLROnPlateau {
        Range.atLeast(0, "patience", patience);
        Range.atLeast(0, "threshold", threshold);
        Range.atLeast(0, "cooldown", cooldown);
    }

    /**
     * What it remembers between two observations.
     *
     * @param best best value so far; infinitely bad before the first
     * @param notBetter observations in a row that were no better
     * @param coolingDown observations that spend no patience yet
     */
    public record State(double best, int notBetter, int coolingDown) {
        public State {
            if (Double.isNaN(best) || notBetter < 0 || coolingDown < 0) {
                throw new IllegalArgumentException(
                        "a plateau cannot have a best of %s, %d observations that were no better and %d to cool down"
                                .formatted(best, notBetter, coolingDown));
            }
        }
    }

    /**
     * What an observation leads to.
     *
     * @param reduces whether the rate is to be reduced now
     */
    public record Observed(State after, boolean reduces) {}

    /** Before the first observation. */
    public State start() {
        double worst = mode == Mode.MIN ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        return new State(worst, 0, 0);
    }

    /** Takes in the metric's newest value; NaN is never better. */
    public Observed observe(State before, double value) {
        boolean better = isBetter(value, before.best());
        double best = better ? value : before.best();
        if (before.coolingDown() > 0) {
            return new Observed(new State(best, 0, before.coolingDown() - 1), false);
        }
        int notBetter = better ? 0 : before.notBetter() + 1;
        return notBetter > patience
                ? new Observed(new State(best, 0, cooldown), true)
                : new Observed(new State(best, notBetter, 0), false);
    }

    private boolean isBetter(double value, double best) {
        double signed = mode == Mode.MIN ? -threshold : threshold;
        double bound = thresholdMode == ThresholdMode.REL ? best * (1 + signed) : best + signed;
        return mode == Mode.MIN ? value < bound : value > bound;
    }

    /** The base, always; reductions come on top. */
    @Override
    public double rate(double base, long step) {
        return base;
    }
}
