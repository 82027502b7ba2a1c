package dev.gradstream.model.optim;

import dev.gradstream.model.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Gradients by the root of their mean square (Hinton, 2012; centered: Graves, 2013), as PyTorch's
 * {@code optim.RMSprop}.
 *
 * <pre>
 * g ← g + weight_decay · p
 * v ← α · v + (1 − α) · g²
 * a ← α · a + (1 − α) · g                     (centered; else a = 0)
 * d = g / (√(v − a²) + ε)
 * b ← momentum · b + d                        (without momentum: b = d)
 * p ← p − lr · b
 * </pre>
 *
 * @param lr learning rate, above 0; PyTorch's default is 0.01
 * @param alpha of the means, in [0, 1); PyTorch's default is 0.99
 * @param eps above 0; PyTorch's default is 1e-8
 * @param weightDecay at least 0; PyTorch's default is 0
 * @param momentum at least 0; PyTorch's default is 0, which keeps no buffer
 * @param centered whether the variance takes the place of the mean square; PyTorch's default is
 *     false
 */
public record RMSprop(
        double lr, double alpha, double eps, double weightDecay, double momentum, boolean centered)
        implements Optimizer {
    public RMSprop {
        Range.above(0, "lr", lr);
        Range.fraction("alpha", alpha);
        Range.above(0, "eps", eps);
        Range.atLeast(0, "weight_decay", weightDecay);
        Range.atLeast(0, "momentum", momentum);
    }

    /** With PyTorch's defaults. */
    public RMSprop(double lr) {
        this(lr, 0.99, 1e-8, 0, 0, false);
    }

    @Override
    public OptionalDouble scheduledMomentum() {
        return momentum == 0 ? OptionalDouble.empty() : OptionalDouble.of(momentum);
    }

    @Override
    public boolean amplifies(double rate) {
        return momentum >= 1;
    }

    @Override
    public List<State> state() {
        List<String> names = new ArrayList<>(List.of("square_avg"));
        if (momentum > 0) {
            names.add("momentum_buffer");
        }
        if (centered) {
            names.add("grad_avg");
        }
        return State.zero(names.toArray(String[]::new));
    }

    @Override
    public Update update(
            StepNumbers numbers, Tensor parameter, Tensor gradient, List<Tensor> state) {
        Tensor g = Decay.decayed(gradient, parameter, weightDecay);
        List<Tensor> after = new ArrayList<>();
        Tensor v = mean(state.get(0), g.square());
        after.add(v);
        int average = momentum > 0 ? 2 : 1;
        Tensor variance = centered ? variance(v, mean(state.get(average), g)) : v;
        Tensor direction = g.dividedBy(variance.sqrt().plus(eps));
        if (momentum > 0) {
            direction = state.get(1).times(numbers.momentum(momentum)).plus(direction);
            after.add(direction);
        }
        if (centered) {
            after.add(mean(state.get(average), g));
        }
        return new Update(parameter.minus(numbers.rate().times(direction)), after);
    }

    private Tensor mean(Tensor before, Tensor value) {
        return before.times(alpha).plus(value.times(1 - alpha));
    }

    /** Rounding may leave less than nothing of a gradient that is always the same. */
    private static Tensor variance(Tensor meanSquare, Tensor mean) {
        return meanSquare.minus(mean.square()).relu();
    }
}
