package dev.gradstream.model.nn;

import java.util.List;

/** Layers one after the other. */
public record Sequential(List<Layer> layers) {
    public Sequential {
        layers = List.copyOf(layers);
    }

    /**
     * Infers every shape.
     *
     * @param inFeatures width of a feature vector
     * @return width of the network's output
     * @throws LayerShapeException if a layer cannot take what the layer before it gives
     */
    public int outFeatures(int inFeatures) {
        throw new UnsupportedOperationException();
    }
}
