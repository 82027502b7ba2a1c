package dev.gradstream.model.optim;

import java.util.function.DoubleUnaryOperator;

/**
 * The momenta μ₁, μ₂, … of {@link NAdam} and their products. A product is a function of the step
 * alone; the last one is remembered, so that the next costs one multiplication.
 */
final class MomentumProduct {
    private static final double DECAY_BASE = 0.96;

    private final DoubleUnaryOperator beta1;
    private final double momentumDecay;
    private double lastStep;
    private double lastProduct = 1;

    /**
     * @param beta1 of a step, the first being 1
     */
    MomentumProduct(DoubleUnaryOperator beta1, double momentumDecay) {
        this.beta1 = beta1;
        this.momentumDecay = momentumDecay;
    }

    /** The μ of a position, by the β₁ of a step. */
    double at(double step, double position) {
        double decay = Math.pow(DECAY_BASE, position * momentumDecay);
        return beta1.applyAsDouble(step) * (1 - 0.5 * decay);
    }

    /** μ₁ · … · μ of a step. */
    double product(double step) {
        if (step < lastStep) {
            lastStep = 0;
            lastProduct = 1;
        }
        // Once it has underflowed to zero it stays there, however far the step is.
        while (lastStep < step && lastProduct != 0) {
            lastStep++;
            lastProduct *= at(lastStep, lastStep);
        }
        return lastProduct;
    }
}
