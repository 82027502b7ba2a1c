package dev.gradstream.model.learn;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Graph.Mode;
import dev.gradstream.model.graph.Shape;
import dev.gradstream.model.graph.Tensor;
import java.util.List;

/**
 * A network and its loss, written down in one mode.
 *
 * @param features {@code [batch, featureCount]}, scaled
 * @param target {@code [batch, targetCount]}
 * @param weight {@code [batch, 1]}
 * @param output {@code [batch, outputs]}
 * @param losses weighted, {@code [batch, 1]} or {@code [batch, outputs]}; their mean is minimised
 */
record ModelGraph(
        Graph graph, Tensor features, Tensor target, Tensor weight, Tensor output, Tensor losses) {

    static ModelGraph of(LearnerConfig config, Mode mode) {
        Graph graph = new Graph(mode, config.seed());
        Tensor features = graph.input("features", Shape.of(Shape.BATCH, config.featureCount()));
        Tensor target = graph.input("target", Shape.of(Shape.BATCH, config.targetCount()));
        Tensor weight = graph.input("weight", Shape.of(Shape.BATCH, 1));
        Tensor output = config.network().forward(graph, features);
        Tensor losses = config.loss().losses(graph, output, target).times(weight);
        return new ModelGraph(graph, features, target, weight, output, losses);
    }

    List<Tensor> parameters() {
        return graph.parameters();
    }

    /** The gradients of the mean loss by some of the parameters, in their order. */
    List<Tensor> gradients(List<Tensor> by) {
        return graph.gradients(losses.mean(), by);
    }
}
