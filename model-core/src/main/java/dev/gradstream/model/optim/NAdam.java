package dev.gradstream.model.optim;

import dev.gradstream.model.graph.Tensor;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Adam with Nesterov momentum (Dozat, 2016), as PyTorch's {@code optim.NAdam}, in step t from 1 on:
 *
 * <pre>
 * g ← g + weight_decay · p
 * μₜ = β₁ · (1 − ½ · 0.96^(t · momentum_decay)),  Mₜ = μ₁ · … · μₜ
 * m ← β₁ · m + (1 − β₁) · g
 * v ← β₂ · v + (1 − β₂) · g²
 * p ← p − lr · ((1 − μₜ) / (1 − Mₜ) · g + μₜ₊₁ / (1 − Mₜ₊₁) · m) / (√v / √(1 − β₂ᵗ) + ε)
 * </pre>
 *
 * <p>PyTorch keeps M as {@code mu_product}; here it is computed from t.
 *
 * @param lr learning rate, above 0; PyTorch's default is 0.002
 * @param beta1 in [0, 1); PyTorch's default is 0.9
 * @param beta2 in [0, 1); PyTorch's default is 0.999
 * @param eps above 0; PyTorch's default is 1e-8
 * @param weightDecay at least 0; PyTorch's default is 0
 * @param momentumDecay at least 0; PyTorch's default is 0.004
 */
public record NAdam(
        double lr, double beta1, double beta2, double eps, double weightDecay, double momentumDecay)
        implements Optimizer {
    public NAdam {
        Range.above(0, "lr", lr);
        Range.fraction("beta1", beta1);
        Range.fraction("beta2", beta2);
        Range.above(0, "eps", eps);
        Range.atLeast(0, "weight_decay", weightDecay);
        Range.atLeast(0, "momentum_decay", momentumDecay);
    }

    /** With PyTorch's defaults. */
    public NAdam(double lr) {
        this(lr, 0.9, 0.999, 1e-8, 0, 0.004);
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

        MomentumProduct mu = new MomentumProduct(numbers.momentumByStep(beta1), momentumDecay);
        Tensor ofGradient = g.times(numbers.of(t -> (1 - mu.at(t, t)) / (1 - mu.product(t))));
        Tensor ofMean =
                m.times(
                        numbers.of(
                                t -> {
                                    double next = mu.at(t, t + 1);
                                    return next / (1 - mu.product(t) * next);
                                }));
        Tensor direction =
                ofGradient.plus(ofMean).dividedBy(betas.correctedRoot(numbers, v).plus(eps));
        return new Update(parameter.minus(numbers.rate().times(direction)), List.of(m, v));
    }
}
