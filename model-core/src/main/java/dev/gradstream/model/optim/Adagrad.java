package dev.gradstream.model.optim;

import dev.gradstream.model.graph.Tensor;
import java.util.List;

/**
 * Gradients by the root of the sum of all their squares (Duchi et al., 2011), as PyTorch's {@code
 * optim.Adagrad}, in step t from 1 on:
 *
 * <pre>
 * g ← g + weight_decay · p
 * s ← s + g²
 * p ← p − lr / (1 + (t − 1) · lr_decay) · g / (√s + ε)
 * </pre>
 *
 * @param lr learning rate, above 0; PyTorch's default is 0.01
 * @param lrDecay at least 0; PyTorch's default is 0
 * @param weightDecay at least 0; PyTorch's default is 0
 * @param initialAccumulatorValue of s, at least 0; PyTorch's default is 0
 * @param eps above 0; PyTorch's default is 1e-10
 */
public record Adagrad(
        double lr, double lrDecay, double weightDecay, double initialAccumulatorValue, double eps)
        implements Optimizer {
    public Adagrad {
        Range.above(0, "lr", lr);
        Range.atLeast(0, "lr_decay", lrDecay);
        Range.atLeast(0, "weight_decay", weightDecay);
        Range.atLeast(0, "initial_accumulator_value", initialAccumulatorValue);
        Range.above(0, "eps", eps);
    }

    /** With PyTorch's defaults. */
    public Adagrad(double lr) {
        this(lr, 0, 0, 0, 1e-10);
    }

    @Override
    public List<State> state() {
        return List.of(new State("sum", initialAccumulatorValue));
    }

    @Override
    public Update update(
            StepNumbers numbers, Tensor parameter, Tensor gradient, List<Tensor> state) {
        Tensor g = Decay.decayed(gradient, parameter, weightDecay);
        Tensor sum = state.get(0).plus(g.square());
        Tensor rate = numbers.rate().times(numbers.of(t -> 1 / (1 + (t - 1) * lrDecay)));
        Tensor direction = g.dividedBy(sum.sqrt().plus(eps));
        return new Update(parameter.minus(rate.times(direction)), List.of(sum));
    }
}
