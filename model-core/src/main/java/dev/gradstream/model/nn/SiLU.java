package dev.gradstream.model.nn;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Tensor;

/** y = x · sigmoid(x) for each element, of any shape, as PyTorch's {@code nn.SiLU}. */
public record SiLU() implements Layer {

    @Override
    public Tensor forward(Graph graph, Tensor x) {
        return x.times(x.sigmoid());
    }
}
