package dev.gradstream.model.nn;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Initializer;
import dev.gradstream.model.graph.Shape;
import dev.gradstream.model.graph.Tensor;

/**
 * An affine map, y = x Wᵀ + b, as PyTorch's {@code nn.Linear}.
 *
 * <ul>
 *   <li>input: {@code [batch, in]}
 *   <li>output: {@code [batch, out]}
 *   <li>parameters: {@code weight [out, in]} and {@code bias [out]}, both drawn uniformly from
 *       [−1/√in, 1/√in)
 * </ul>
 *
 * @param outFeatures width of the output, at least 1
 * @param bias whether b is added; PyTorch's default is true
 */
public record Linear(int outFeatures, boolean bias) implements Layer {
    public Linear {
        if (outFeatures < 1) {
            throw new IllegalArgumentException(
                    "out_features must be at least 1, got " + outFeatures);
        }
    }

    /** With a bias. */
    public Linear(int outFeatures) {
        this(outFeatures, true);
    }

    @Override
    public Tensor forward(Graph graph, Tensor x) {
        if (x.shape().rank() != 2) {
            throw new IllegalArgumentException("Linear takes [batch, features], got " + x.shape());
        }
        int in = x.shape().last();
        Initializer uniform = new Initializer.Uniform(1 / Math.sqrt(in));
        Tensor weight = graph.parameter("weight", Shape.of(outFeatures, in), uniform);
        Tensor product = x.matmul(weight, false, true);
        return bias
                ? product.plus(graph.parameter("bias", Shape.of(outFeatures), uniform))
                : product;
    }
}
