package dev.gradstream.model.nn;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Initializer;
import dev.gradstream.model.graph.Shape;
import dev.gradstream.model.graph.Tensor;

/** The map that a normalisation ends with: each feature times a weight plus a bias, both learnt. */
final class Affine {
    private Affine() {}

    /** {@code weight [features]} is 1 at first, {@code bias [features]} 0. */
    static Tensor of(Graph graph, Tensor normal) {
        Shape features = Shape.of(normal.shape().last());
        Tensor weight = graph.parameter("weight", features, new Initializer.Constant(1));
        Tensor bias = graph.parameter("bias", features, new Initializer.Constant(0));
        return normal.times(weight).plus(bias);
    }
}
