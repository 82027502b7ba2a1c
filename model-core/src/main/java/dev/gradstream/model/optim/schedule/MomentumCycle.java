package dev.gradstream.model.optim.schedule;

import dev.gradstream.model.optim.Range;

/**
 * A momentum that goes down while the learning rate goes up.
 *
 * @param base at the peak of the learning rate, in [0, 1)
 * @param max at its bottom, in [0, 1), not below base
 */
public record MomentumCycle(double base, double max) {
    public MomentumCycle {
        Range.fraction("base_momentum", base);
        Range.fraction("max_momentum", max);
        if (base > max) {
            throw new IllegalArgumentException(
                    "base_momentum must not be above max_momentum, got " + base + " and " + max);
        }
    }
}
