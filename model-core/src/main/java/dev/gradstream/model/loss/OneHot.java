package dev.gradstream.model.loss;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Tensor;

/** Class numbers as rows of zeros with a single one. */
final class OneHot {
    private OneHot() {}

    /**
     * A one in the column of the class.
     *
     * @param target class numbers, {@code [batch, 1]}
     * @return {@code [batch, classes]}
     */
    static Tensor of(Graph graph, Tensor target, int classes) {
        Tensor numbers = graph.range(classes);
        // 1 where the numbers are equal, 0 where they are 1 or more apart.
        return target.minus(numbers).abs().negate().plus(1).relu();
    }
}
