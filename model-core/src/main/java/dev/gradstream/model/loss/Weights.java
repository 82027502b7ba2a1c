package dev.gradstream.model.loss;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Tensor;
import java.util.List;
import java.util.Optional;

/** Weights of the outputs of a network; an empty list weighs none. */
final class Weights {
    private Weights() {}

    static void require(String name, List<Double> weights) {
        for (double weight : weights) {
            if (!(weight >= 0 && Double.isFinite(weight))) {
                throw new IllegalArgumentException(
                        "every " + name + " must be a number of 0 or more, got " + weights);
            }
        }
    }

    /** The weight of each row's class, {@code [batch, 1]}; empty where there are no weights. */
    static Optional<Tensor> ofClasses(Graph graph, List<Double> weights, Tensor target) {
        return weights.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        OneHot.of(graph, target, weights.size())
                                .times(graph.row(weights))
                                .rowSum());
    }

    static void requireCount(String name, List<Double> weights, int outputs) {
        if (!weights.isEmpty() && weights.size() != outputs) {
            throw new IllegalArgumentException(
                    "%s holds %d numbers, but the network has %d outputs: give one for each"
                            .formatted(name, weights.size(), outputs));
        }
    }
}
