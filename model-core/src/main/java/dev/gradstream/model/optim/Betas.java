package dev.gradstream.model.optim;

import dev.gradstream.model.graph.Tensor;
import java.util.function.DoubleUnaryOperator;

/**
 * The exponential means of a gradient and of its square that Adam and its kin keep, and what
 * corrects their start at zero.
 *
 * @param beta1 of the gradient's mean, in [0, 1)
 * @param beta2 of the square's mean, in [0, 1)
 */
record Betas(double beta1, double beta2) {
    Betas {
        Range.fraction("beta1", beta1);
        Range.fraction("beta2", beta2);
    }

    /** β₁ · m + (1 − β₁) · g. */
    Tensor mean(StepNumbers numbers, Tensor before, Tensor g) {
        DoubleUnaryOperator beta = numbers.momentumByStep(beta1);
        return before.times(numbers.momentum(beta1))
                .plus(g.times(numbers.of(t -> 1 - beta.applyAsDouble(t))));
    }

    /** β₂ · v + (1 − β₂) · g². */
    Tensor meanSquare(Tensor before, Tensor g) {
        return before.times(beta2).plus(g.square().times(1 - beta2));
    }

    /** 1 / (1 − β₁ᵗ). */
    Tensor meanCorrection(StepNumbers numbers) {
        DoubleUnaryOperator beta = numbers.momentumByStep(beta1);
        return numbers.of(t -> 1 / (1 - Math.pow(beta.applyAsDouble(t), t)));
    }

    /** √v / √(1 − β₂ᵗ). */
    Tensor correctedRoot(StepNumbers numbers, Tensor v) {
        return v.sqrt().times(numbers.of(t -> 1 / Math.sqrt(1 - Math.pow(beta2, t))));
    }
}
