package dev.gradstream.model.nn;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Tensor;

/**
 * y = exp(x) / Σ exp(x) along each row, as PyTorch's {@code nn.Softmax(dim=-1)}.
 *
 * <p>Input and output: {@code [batch, features]}.
 */
public record Softmax() implements Layer {

    @Override
    public Tensor forward(Graph graph, Tensor x) {
        return x.softmax();
    }
}
