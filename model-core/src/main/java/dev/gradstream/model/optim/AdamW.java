package dev.gradstream.model.optim;

import dev.gradstream.model.graph.Tensor;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, 2019), as PyTorch's {@code optim.AdamW}:
 *
 * <pre>
 * p ← p − lr · weight_decay · p
 * then as {@link Adam} without decay
 * </pre>
 *
 * @param lr learning rate, above 0; PyTorch's default is 0.001
 * @param beta1 in [0, 1); PyTorch's default is 0.9
 * @param beta2 in [0, 1); PyTorch's default is 0.999
 * @param eps above 0; PyTorch's default is 1e-8
 * @param weightDecay at least 0; PyTorch's default is 0.01
 */
public record AdamW(double lr, double beta1, double beta2, double eps, double weightDecay)
        implements Optimizer {
    public AdamW {
        Range.above(0, "lr", lr);
        Range.fraction("beta1", beta1);
        Range.fraction("beta2", beta2);
        Range.above(0, "eps", eps);
        Range.atLeast(0, "weight_decay", weightDecay);
    }

    /** With PyTorch's defaults. */
    public AdamW(double lr) {
        this(lr, 0.9, 0.999, 1e-8, 0.01);
    }

    private Adam adam() {
        return new Adam(lr, beta1, beta2, eps, 0);
    }

    @Override
    public OptionalDouble scheduledMomentum() {
        return OptionalDouble.of(beta1);
    }

    @Override
    public boolean amplifies(double rate) {
        return rate * weightDecay > 1;
    }

    @Override
    public List<State> state() {
        return adam().state();
    }

    @Override
    public Update update(
            StepNumbers numbers, Tensor parameter, Tensor gradient, List<Tensor> state) {
        Tensor decayed =
                weightDecay == 0
                        ? parameter
                        : parameter.minus(parameter.times(numbers.rate().times(weightDecay)));
        return adam().update(numbers, decayed, gradient, state);
    }
}
