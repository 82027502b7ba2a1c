package dev.gradstream.model.optim;

import dev.gradstream.model.graph.Tensor;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Stochastic gradient descent, as PyTorch's {@code optim.SGD}.
 *
 * <pre>
 * g ← g + weight_decay · p
 * b ← momentum · b + (1 − dampening) · g      (b ← g in the first step)
 * p ← p − lr · b                              (nesterov: p − lr · (g + momentum · b))
 * </pre>
 *
 * @param lr learning rate, above 0
 * @param momentum at least 0; PyTorch's default is 0, which keeps no state
 * @param dampening of the momentum; PyTorch's default is 0
 * @param weightDecay at least 0; PyTorch's default is 0
 * @param nesterov needs momentum above 0 and dampening 0; PyTorch's default is false
 */
public record SGD(
        double lr, double momentum, double dampening, double weightDecay, boolean nesterov)
        implements Optimizer {
    public SGD {
        Range.above(0, "lr", lr);
        Range.atLeast(0, "momentum", momentum);
        Range.finite("dampening", dampening);
        Range.atLeast(0, "weight_decay", weightDecay);
        if (nesterov && (momentum == 0 || dampening != 0)) {
            throw new IllegalArgumentException(
                    "nesterov needs momentum above 0 and dampening 0, got momentum "
                            + momentum
                            + " and dampening "
                            + dampening);
        }
    }

    /** Without momentum and decay. */
    public SGD(double lr) {
        this(lr, 0, 0, 0, false);
    }

    @Override
    public OptionalDouble scheduledMomentum() {
        return momentum == 0 ? OptionalDouble.empty() : OptionalDouble.of(momentum);
    }

    @Override
    public boolean amplifies(double rate) {
        return momentum >= 1 || rate * weightDecay > 1;
    }

    @Override
    public List<State> state() {
        return momentum == 0 ? List.of() : State.zero("momentum_buffer");
    }

    @Override
    public Update update(
            StepNumbers numbers, Tensor parameter, Tensor gradient, List<Tensor> state) {
        Tensor g = Decay.decayed(gradient, parameter, weightDecay);
        if (momentum == 0) {
            return new Update(parameter.minus(numbers.rate().times(g)), List.of());
        }
        Tensor mu = numbers.momentum(momentum);
        Tensor b = state.get(0).times(mu).plus(dampened(numbers, g));
        Tensor direction = nesterov ? g.plus(b.times(mu)) : b;
        return new Update(parameter.minus(numbers.rate().times(direction)), List.of(b));
    }

    private Tensor dampened(StepNumbers numbers, Tensor g) {
        return dampening == 0 ? g : g.times(numbers.of(t -> t == 1 ? 1 : 1 - dampening));
    }
}
