package dev.gradstream.model.optim;

import dev.gradstream.model.graph.Tensor;
import java.util.List;

/**
 * Steps in the parameter's own unit (Zeiler, 2012), as PyTorch's {@code optim.Adadelta}.
 *
 * <pre>
 * g ← g + weight_decay · p
 * v ← ρ · v + (1 − ρ) · g²
 * d = √(u + ε) / √(v + ε) · g
 * u ← ρ · u + (1 − ρ) · d²
 * p ← p − lr · d
 * </pre>
 *
 * @param lr scales d, above 0; PyTorch's default is 1
 * @param rho of the means, in [0, 1); PyTorch's default is 0.9
 * @param eps above 0; PyTorch's default is 1e-6
 * @param weightDecay at least 0; PyTorch's default is 0
 */
public record Adadelta(double lr, double rho, double eps, double weightDecay) implements Optimizer {
    public Adadelta {
        Range.above(0, "lr", lr);
        Range.fraction("rho", rho);
        Range.above(0, "eps", eps);
        Range.atLeast(0, "weight_decay", weightDecay);
    }

    /** With PyTorch's defaults. */
    public Adadelta(double lr) {
        this(lr, 0.9, 1e-6, 0);
    }

    @Override
    public List<State> state() {
        return State.zero("square_avg", "acc_delta");
    }

    @Override
    public Update update(
            StepNumbers numbers, Tensor parameter, Tensor gradient, List<Tensor> state) {
        Tensor g = Decay.decayed(gradient, parameter, weightDecay);
        Tensor v = mean(state.get(0), g.square());
        Tensor u = state.get(1);
        Tensor delta = u.plus(eps).sqrt().dividedBy(v.plus(eps).sqrt()).times(g);
        return new Update(
                parameter.minus(numbers.rate().times(delta)), List.of(v, mean(u, delta.square())));
    }

    private Tensor mean(Tensor before, Tensor value) {
        return before.times(rho).plus(value.times(1 - rho));
    }
}
