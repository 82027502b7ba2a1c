package dev.gradstream.model.nn;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Tensor;

/**
 * A block of layers whose result is added to its input, y = x + f(x) (He et al., arXiv:1512.03385).
 * Parameters are named by the block's position, then the layer's in it: {@code 2.0.weight}.
 *
 * <p>Input and output: one shape, that which f gives back.
 *
 * @param body f
 */
public record Residual(Sequential body) implements Layer {

    @Override
    public Tensor forward(Graph graph, Tensor x) {
        Tensor change = body.forward(graph, x);
        if (!change.shape().equals(x.shape())) {
            throw new IllegalArgumentException(
                    "Residual adds what its layers give to what they got, but they made "
                            + change.shape()
                            + " of "
                            + x.shape());
        }
        return x.plus(change);
    }
}
