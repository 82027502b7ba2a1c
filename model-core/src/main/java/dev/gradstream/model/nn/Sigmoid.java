package dev.gradstream.model.nn;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Tensor;

/** y = 1 / (1 + exp(−x)) for each element, of any shape, as PyTorch's {@code nn.Sigmoid}. */
public record Sigmoid() implements Layer {

    @Override
    public Tensor forward(Graph graph, Tensor x) {
        return x.sigmoid();
    }
}
