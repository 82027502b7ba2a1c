package dev.gradstream.model.pipeline.catalog;

import dev.gradstream.model.nn.Layer;
import dev.gradstream.model.pipeline.yaml.Section;
import java.util.List;
import java.util.Optional;

/**
 * A layer as a file declares it.
 *
 * @param place its arguments in the file
 * @param inFeatures the width of input that the file states; empty where it is to be inferred
 * @param inner the layers that it is made of; empty for most
 */
public record DeclaredLayer(
        Layer layer, Section place, Optional<Stated> inFeatures, List<DeclaredLayer> inner) {

    /**
     * A width that a file states.
     *
     * @param key where, as {@code in_features}
     */
    public record Stated(String key, int width) {}

    DeclaredLayer(Layer layer, Section place) {
        this(layer, place, Optional.empty(), List.of());
    }

    /** The same layer with a width of input that the file states. */
    DeclaredLayer taking(Optional<Stated> width) {
        return new DeclaredLayer(layer, place, width, inner);
    }
}
