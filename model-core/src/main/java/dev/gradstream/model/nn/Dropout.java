package dev.gradstream.model.nn;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Tensor;

/**
 * In training, each element is zero with probability p and else divided by 1 − p; in evaluation,
 * the identity. As PyTorch's {@code nn.Dropout}, for an input of any shape.
 *
 * @param p in [0, 1); PyTorch's default is 0.5
 */
public record Dropout(double p) implements Layer {
    public Dropout {
        if (!(p >= 0 && p < 1)) {
            throw new IllegalArgumentException("p must be in [0, 1), got " + p);
        }
    }

    @Override
    public Tensor forward(Graph graph, Tensor x) {
        return graph.training() ? x.times(graph.dropoutMask(p, x.shape())) : x;
    }
}
