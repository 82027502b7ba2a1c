package dev.gradstream.model.optim;

import dev.gradstream.model.graph.Tensor;
import java.util.List;

/**
 * FTRL-proximal for each coordinate (McMahan et al., "Ad Click Prediction: a View from the
 * Trenches", 2013, algorithm 1): the classic of online learning with sparse models. A parameter
 * that does not earn its L1 penalty is exactly zero.
 *
 * <pre>
 * σ = (√(n + g²) − √n) / α
 * z ← z + g − σ · p
 * n ← n + g²
 * p ← −sign(z) · max(|z| − l1, 0) / ((β + √n) / α + l2)
 * </pre>
 *
 * <p>The paper starts from p = 0 with z = 0. Here a parameter may start anywhere, be loaded, or be
 * restored: the z that belongs to a parameter other than zero is taken from the parameter itself,
 *
 * <pre>
 * z = −p · ((β + √n) / α + l2) − sign(p) · l1,
 * </pre>
 *
 * which is the z of the paper wherever the paper's formula made p. So z need only be kept where p
 * is zero, between −l1 and l1, and a schedule of α bends the way without a jump.
 *
 * @param lr α, above 0; the paper names no default, 0.1 is usual
 * @param beta β, above 0; the paper suggests 1
 * @param l1 at least 0
 * @param l2 at least 0
 */
public record FTRL(double lr, double beta, double l1, double l2) implements Optimizer {
    private static final double LEAST_ALPHA = 1e-20;

    public FTRL {
        Range.above(0, "alpha", lr);
        Range.above(0, "beta", beta);
        Range.atLeast(0, "l1", l1);
        Range.atLeast(0, "l2", l2);
    }

    /** Without penalties. */
    public FTRL(double lr) {
        this(lr, 1, 0, 0);
    }

    @Override
    public List<State> state() {
        return State.zero("z", "n");
    }

    @Override
    public Update update(
            StepNumbers numbers, Tensor parameter, Tensor gradient, List<Tensor> state) {
        // A schedule may end at a rate of 0, by which nothing can be divided.
        Tensor alpha = numbers.rate().maximum(LEAST_ALPHA);
        Tensor n = state.get(1);
        Tensor nAfter = n.plus(gradient.square());
        Tensor sigma = nAfter.sqrt().minus(n.sqrt()).dividedBy(alpha);
        Tensor z =
                belongingTo(parameter, state.get(0), curvature(alpha, n))
                        .plus(gradient)
                        .minus(sigma.times(parameter));
        Tensor after = shrunk(z).negate().dividedBy(curvature(alpha, nAfter));
        return new Update(after, List.of(z, nAfter));
    }

    /** (β + √n) / α + l2. */
    private Tensor curvature(Tensor alpha, Tensor n) {
        return n.sqrt().plus(beta).dividedBy(alpha).plus(l2);
    }

    private Tensor belongingTo(Tensor parameter, Tensor z, Tensor curvature) {
        Tensor sign = parameter.sign();
        Tensor atZero = z.maximum(-l1).minimum(l1);
        return atZero.times(sign.abs().negate().plus(1))
                .minus(parameter.times(curvature))
                .minus(sign.times(l1));
    }

    /** sign(z) · max(|z| − l1, 0). */
    private Tensor shrunk(Tensor z) {
        return l1 == 0 ? z : z.sign().times(z.abs().plus(-l1).relu());
    }
}
