package dev.gradstream.model.nn;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Tensor;

/**
 * y = x − log Σ exp(x) along each row, as PyTorch's {@code nn.LogSoftmax(dim=-1)}.
 *
 * <p>Input and output: {@code [batch, features]}.
 */
public record LogSoftmax() implements Layer {

    @Override
    public Tensor forward(Graph graph, Tensor x) {
        return x.logSoftmax();
    }
}
