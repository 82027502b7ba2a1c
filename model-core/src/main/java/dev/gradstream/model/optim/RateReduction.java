package dev.gradstream.model.optim;

/**
 * What one reduction does to a learning rate: new = max(rate · factor, minLr), as PyTorch's {@code
 * lr_scheduler.ReduceLROnPlateau} reduces it.
 *
 * @param factor in (0, 1)
 * @param minLr the rate goes no lower, 0 or more; one that is lower already stays
 * @param eps a reduction by no more than this is not made, 0 or more
 */
public record RateReduction(double factor, double minLr, double eps) {
    /** PyTorch's default, also below which a reduction makes no difference. */
    public static final double EPS = 1e-8;

    public RateReduction {
        if (!(factor > 0 && factor < 1)) {
            throw new IllegalArgumentException("factor must be in (0, 1), got " + factor);
        }
        Range.atLeast(0, "min_lr", minLr);
        Range.atLeast(0, "eps", eps);
    }

    /**
     * The rate after a number of reductions. The loop ends where reductions make no difference any
     * more, so it is short however many there were.
     */
    public double after(int reductions, double rate) {
        double reduced = rate;
        for (int i = 0; i < reductions; i++) {
            double next = Math.max(reduced * factor, minLr);
            if (reduced - next <= eps) {
                return reduced;
            }
            reduced = next;
        }
        return reduced;
    }
}
