package dev.gradstream.model.nn;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Tensor;

/** y = x, of any shape, as PyTorch's {@code nn.Identity}. */
public record Identity() implements Layer {

    @Override
    public Tensor forward(Graph graph, Tensor x) {
        return x;
    }
}
