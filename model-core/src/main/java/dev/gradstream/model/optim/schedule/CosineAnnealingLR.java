package dev.gradstream.model.optim.schedule;

import dev.gradstream.model.optim.LearningRateSchedule;
import dev.gradstream.model.optim.Range;

/**
 * Half a cosine from lr down to eta_min and, in the next T_max steps, up again, as PyTorch's {@code
 * lr_scheduler.CosineAnnealingLR} (SGDR without restarts, Loshchilov and Hutter, 2017):
 *
 * <pre>
 * eta_min + (lr − eta_min) · (1 + cos(π · step / T_max)) / 2
 * </pre>
 *
 * @param tMax steps from top to bottom, at least 1
 * @param etaMin at least 0; PyTorch's default is 0
 */
public record CosineAnnealingLR(int tMax, double etaMin) implements LearningRateSchedule {
    public CosineAnnealingLR {
        Range.atLeast(1, "T_max", tMax);
        Range.atLeast(0, "eta_min", etaMin);
    }

    @Override
    public double rate(double base, long step) {
        return Annealing.COS.between(base, etaMin, (double) (step % (2L * tMax)) / tMax);
    }
}
