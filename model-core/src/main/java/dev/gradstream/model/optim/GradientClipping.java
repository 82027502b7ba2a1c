package dev.gradstream.model.optim;

import dev.gradstream.model.graph.Shape;
import dev.gradstream.model.graph.Tensor;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Keeps gradients small before the optimizer sees them. Where both are given, values are clipped
 * first.
 *
 * @param value each element is kept in [−value, value], as {@code torch.nn.utils.clip_grad_value_};
 *     above 0
 * @param norm the Euclidean norm of all gradients together is at most this, as {@code
 *     torch.nn.utils.clip_grad_norm_}; above 0
 */
public record GradientClipping(OptionalDouble value, OptionalDouble norm) {
    /** Gradients stay as they are. */
    public static final GradientClipping NONE =
            new GradientClipping(OptionalDouble.empty(), OptionalDouble.empty());

    /** PyTorch's, so that a gradient of zero is divided by something. */
    private static final double EPS = 1e-6;

    public GradientClipping {
        value.ifPresent(v -> Range.above(0, "clip_grad_value", v));
        norm.ifPresent(n -> Range.above(0, "clip_grad_norm", n));
    }

    /** Clips by the norm alone. */
    public static GradientClipping norm(double most) {
        return new GradientClipping(OptionalDouble.empty(), OptionalDouble.of(most));
    }

    /** Clips by value alone. */
    public static GradientClipping value(double most) {
        return new GradientClipping(OptionalDouble.of(most), OptionalDouble.empty());
    }

    /** The gradients clipped, in their order. */
    public List<Tensor> clipped(List<Tensor> gradients) {
        List<Tensor> clipped = gradients;
        if (value.isPresent()) {
            double most = value.getAsDouble();
            clipped = clipped.stream().map(g -> g.maximum(-most).minimum(most)).toList();
        }
        return norm.isPresent() ? normClipped(clipped, norm.getAsDouble()) : clipped;
    }

    /** Times min(1, most / (norm + ε)), which is 1 / max(1, (norm + ε) / most). */
    private static List<Tensor> normClipped(List<Tensor> gradients, double most) {
        Tensor total =
                gradients.stream()
                        .map(g -> g.square().sumTo(Shape.scalar()))
                        .reduce(Tensor::plus)
                        .orElseThrow()
                        .sqrt();
        Tensor excess = total.plus(EPS).times(1 / most).maximum(1);
        return gradients.stream().map(g -> g.dividedBy(excess)).toList();
    }
}
