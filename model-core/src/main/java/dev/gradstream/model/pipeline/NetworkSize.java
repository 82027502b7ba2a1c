package dev.gradstream.model.pipeline;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Graph.Mode;
import dev.gradstream.model.graph.Shape;
import dev.gradstream.model.nn.Layer;
import dev.gradstream.model.nn.Sequential;
import java.util.List;

/**
 * How large a network is.
 *
 * @param parameters how many there are in all
 * @param widest most values that stand for one example, as features or behind a layer
 */
record NetworkSize(long parameters, long widest) {

    /** The size of a sound network. */
    static NetworkSize of(List<Layer> layers, int featureCount) {
        Graph graph = new Graph(Mode.EVALUATION, 0);
        new Sequential(layers)
                .forward(graph, graph.input("features", Shape.of(Shape.BATCH, featureCount)));
        long parameters = 0;
        // Every width but the features' is that of a parameter.
        long widest = featureCount;
        for (var parameter : graph.parameters()) {
            long elements = 1;
            for (int size : parameter.shape().dimensions()) {
                elements *= size;
                widest = Math.max(widest, size);
            }
            parameters += elements;
        }
        return new NetworkSize(parameters, widest);
    }
}
