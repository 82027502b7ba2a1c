package dev.gradstream.model.nn;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Tensor;

/**
 * y = x within [{@code min}, {@code max}], else the nearer bound, for each element, of any shape,
 * as PyTorch's {@code nn.Hardtanh}.
 *
 * @param min PyTorch's default is −1
 * @param max above min; PyTorch's default is 1
 */
public record Hardtanh(double min, double max) implements Layer {
    public Hardtanh {
        if (!(min < max && Double.isFinite(max - min))) {
            throw new IllegalArgumentException(
                    "min_val must be below max_val, got " + min + " and " + max);
        }
    }

    @Override
    public Tensor forward(Graph graph, Tensor x) {
        return x.maximum(min).minimum(max);
    }
}
