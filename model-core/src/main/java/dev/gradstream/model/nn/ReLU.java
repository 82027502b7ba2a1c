package dev.gradstream.model.nn;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Tensor;

/** y = max(x, 0) for each element, of any shape, as PyTorch's {@code nn.ReLU}. */
public record ReLU() implements Layer {

    @Override
    public Tensor forward(Graph graph, Tensor x) {
        return x.relu();
    }
}
