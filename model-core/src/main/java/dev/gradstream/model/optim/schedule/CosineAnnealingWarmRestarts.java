package dev.gradstream.model.optim.schedule;

import dev.gradstream.model.optim.LearningRateSchedule;
import dev.gradstream.model.optim.Range;

/**
 * Half a cosine from lr down to eta_min, again and again, as PyTorch's {@code
 * lr_scheduler.CosineAnnealingWarmRestarts} (SGDR, Loshchilov and Hutter, 2017).
 *
 * @param t0 steps until the first restart, at least 1
 * @param tMult how many times longer each stretch is than the one before, at least 1; PyTorch's
 *     default is 1
 * @param etaMin at least 0; PyTorch's default is 0
 */
public record CosineAnnealingWarmRestarts(int t0, int tMult, double etaMin)
        implements LearningRateSchedule {
    public CosineAnnealingWarmRestarts {
        Range.atLeast(1, "T_0", t0);
        Range.atLeast(1, "T_mult", tMult);
        Range.atLeast(0, "eta_min", etaMin);
    }

    @Override
    public double rate(double base, long step) {
        long length = t0;
        long since = tMult == 1 ? step % t0 : step;
        while (since >= length) {
            since -= length;
            length *= tMult;
        }
        return Annealing.COS.between(base, etaMin, (double) since / length);
    }
}
