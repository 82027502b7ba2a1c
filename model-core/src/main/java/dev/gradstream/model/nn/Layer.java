package dev.gradstream.model.nn;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Tensor;

/** One layer of a network: its hyper-parameters and its forward mathematics. */
public interface Layer {

    /**
     * Writes the layer down. Gradients follow by themselves.
     *
     * @param graph takes the layer's parameters and says whether this is training
     * @param x the layer's input, of the shape that the layer's documentation says
     * @return the layer's output
     * @throws IllegalArgumentException if the layer cannot take that shape
     */
    Tensor forward(Graph graph, Tensor x);
}
