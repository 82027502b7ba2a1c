package dev.gradstream.model.optim;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Tensor;
import java.util.List;

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
    public List<String> state() {
        return List.of("exp_avg", "exp_avg_sq");
    }

    @Override
    public Update update(
            Graph graph, Tensor rate, Tensor parameter, Tensor gradient, List<Tensor> state) {
        Tensor g = Decay.decayed(gradient, parameter, weightDecay);
        Tensor m = state.get(0).times(beta1).plus(g.times(1 - beta1));
        Tensor v = state.get(1).times(beta2).plus(g.square().times(1 - beta2));

        Tensor mCorrection = graph.perStep(t -> 1 / (1 - Math.pow(beta1, t)));
        Tensor rootCorrection = graph.perStep(t -> 1 / Math.sqrt(1 - Math.pow(beta2, t)));
        Tensor denominator = v.sqrt().times(rootCorrection).plus(eps);
        Tensor direction = m.dividedBy(denominator);
        return new Update(parameter.minus(rate.times(mCorrection).times(direction)), List.of(m, v));
    }
}
