package dev.gradstream.model.nn;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Tensor;

/** y = tanh(x) for each element, of any shape, as PyTorch's {@code nn.Tanh}. */
public record Tanh() implements Layer {

    @Override
    public Tensor forward(Graph graph, Tensor x) {
        return x.tanh();
    }
}
