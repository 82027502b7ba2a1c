package dev.gradstream.model.optim.schedule;

import dev.gradstream.model.optim.LearningRateSchedule;
import dev.gradstream.model.optim.Range;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;

/**
 * Up and down between two learning rates in straight lines, as PyTorch's {@code
 * lr_scheduler.CyclicLR} (Smith, 2017). Takes the place of the optimizer's learning rate.
 *
 * @param baseLr the lower end, above 0
 * @param maxLr the upper end of the first cycle, not below baseLr
 * @param stepSizeUp steps upwards, at least 1; PyTorch's default is 2000
 * @param stepSizeDown steps downwards, at least 1; PyTorch's default is stepSizeUp
 * @param mode how the height of the cycles shrinks; PyTorch's default is triangular
 * @param gamma of mode exp_range, above 0; PyTorch's default is 1
 * @param momentumCycle empty where the momentum stays the optimizer's; PyTorch's default is from
 *     0.8 to 0.9
 */
public record CyclicLR(
        double baseLr,
        double maxLr,
        int stepSizeUp,
        int stepSizeDown,
        Mode mode,
        double gamma,
        Optional<MomentumCycle> momentumCycle)
        implements LearningRateSchedule {

    /** How the height of the cycles shrinks. */
    public enum Mode {
        /** Not at all. */
        TRIANGULAR {
            @Override
            double scale(double gamma, long cycle, long step) {
                return 1;
            }
        },
        /** By half from cycle to cycle. */
        TRIANGULAR2 {
            @Override
            double scale(double gamma, long cycle, long step) {
                return Math.pow(2, (double) -cycle);
            }
        },
        /** By gamma from step to step. */
        EXP_RANGE {
            @Override
            double scale(double gamma, long cycle, long step) {
                return Math.pow(gamma, (double) step);
            }
        };

        abstract double scale(double gamma, long cycle, long step);
    }

    public CyclicLR {
        Range.above(0, "base_lr", baseLr);
        Range.atLeast(baseLr, "max_lr", maxLr);
        Range.atLeast(1, "step_size_up", stepSizeUp);
        Range.atLeast(1, "step_size_down", stepSizeDown);
        Range.above(0, "gamma", gamma);
    }

    @Override
    public double rate(double base, long step) {
        return baseLr + (maxLr - baseLr) * height(step);
    }

    @Override
    public Optional<LongToDoubleFunction> momentum() {
        return momentumCycle.map(
                cycle -> step -> cycle.max() - (cycle.max() - cycle.base()) * height(step));
    }

    /** Share of the way from the lower to the upper end. */
    private double height(long step) {
        long length = (long) stepSizeUp + stepSizeDown;
        long inCycle = step % length;
        double height =
                inCycle <= stepSizeUp
                        ? (double) inCycle / stepSizeUp
                        : (double) (length - inCycle) / stepSizeDown;
        return height * mode.scale(gamma, step / length, step);
    }
}
