package dev.gradstream.model.nn;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Tensor;

/**
 * Each example as one row, as PyTorch's {@code nn.Flatten()}. Examples of a stream are rows
 * already, so nothing changes: it is here for networks that have it.
 *
 * <p>Input and output: {@code [batch, features]}.
 */
public record Flatten() implements Layer {

    @Override
    public Tensor forward(Graph graph, Tensor x) {
        if (x.shape().rank() != 2) {
            throw new IllegalArgumentException("Flatten takes [batch, features], got " + x.shape());
        }
        return x;
    }
}
