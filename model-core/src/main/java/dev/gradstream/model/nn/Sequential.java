package dev.gradstream.model.nn;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Graph.Mode;
import dev.gradstream.model.graph.Shape;
import dev.gradstream.model.graph.Tensor;
import java.util.List;

/**
 * Layers one after the other. Parameters are named by the layer's position: {@code 0.weight}.
 *
 * @param layers at least one
 */
public record Sequential(List<Layer> layers) implements Layer {
    public Sequential {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a network has at least one layer, got none");
        }
    }

    /**
     * Each layer takes what the one before it gives.
     *
     * @throws LayerShapeException if a layer cannot take what the layer before it gives
     */
    @Override
    public Tensor forward(Graph graph, Tensor x) {
        Tensor value = x;
        for (int i = 0; i < layers.size(); i++) {
            value = forward(i, graph, value);
        }
        return value;
    }

    private Tensor forward(int position, Graph graph, Tensor x) {
        try {
            return graph.within(
                    Integer.toString(position), () -> layers.get(position).forward(graph, x));
        } catch (LayerShapeException e) {
            throw new LayerShapeException(position, e.layer(), e);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new LayerShapeException(position, e);
        }
    }

    /**
     * Infers every shape.
     *
     * @param inFeatures width of a feature vector
     * @return width of the network's output
     * @throws LayerShapeException if a layer cannot take what the layer before it gives
     */
    public int outFeatures(int inFeatures) {
        Graph graph = new Graph(Mode.EVALUATION, 0);
        Tensor x = graph.input("features", Shape.of(Shape.BATCH, inFeatures));
        return forward(graph, x).shape().last();
    }
}
