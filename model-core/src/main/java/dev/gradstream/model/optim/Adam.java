package dev.gradstream.model.optim;

import dev.gradstream.model.graph.Tensor;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Adam (Kingma and Ba, 2015), as PyTorch's {@code optim.Adam}, in step t from 1 on:
 *
 * <pre>
 * g ← g + weight_decay · p
 * m ← β₁ · m + (1 − β₁) · g
 * v ← β₂ · v + (1 − β₂) · g²
 * p ← p − lr / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)
 * </pre>
 *
 * @param lr learning rate, above 0; PyTorch's default is 0.001
 * @param beta1 in [0, 1); PyTorch's default is 0.9
 * @param beta2 in [0, 1); PyTorch's default is 0.999
 * @param eps above 0; PyTorch's default is 1e-8
 * @param weightDecay at least 0; PyTorch's default is 0
 */
public record Adam(double lr, double beta1, double beta2, double eps, double weightDecay)
        implements Optimizer {
    public Adam {
        Range.above(0, "lr", lr);
        Range.fraction("beta1", beta1);
        Range.fraction("beta2", beta2);
        Range.above(0, "eps", eps);
        Range.atLeast(0, "weight_decay", weightDecay);
    }

    /** With PyTorch's defaults. */
    public Adam(double lr) {
        this(lr, 0.9, 0.999, 1e-8, 0);
    }

    @Override
    public OptionalDouble scheduledMomentum() {
        return OptionalDouble.of(beta1);
    }

    @Override
    public List<State> state() {
        return State.zero("exp_avg", "exp_avg_sq");
    }

    @Override
    public Update update(
            StepNumbers numbers, Tensor parameter, Tensor gradient, List<Tensor> state) {
        Betas betas = new Betas(beta1, beta2);
        Tensor g = Decay.decayed(gradient, parameter, weightDecay);
        Tensor m = betas.mean(numbers, state.get(0), g);
        Tensor v = betas.meanSquare(state.get(1), g);

        Tensor rate = numbers.rate().times(betas.meanCorrection(numbers));
        Tensor direction = m.dividedBy(betas.correctedRoot(numbers, v).plus(eps));
        return new Update(parameter.minus(rate.times(direction)), List.of(m, v));
    }
}
