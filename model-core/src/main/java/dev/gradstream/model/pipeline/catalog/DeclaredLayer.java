package dev.gradstream.model.pipeline.catalog;

import dev.gradstream.model.nn.Layer;
import dev.gradstream.model.pipeline.yaml.Section;
import java.util.Optional;

/**
 * A layer as a file declares it.
 *
 * @param place its arguments in the file
 * @param inFeatures the width of input that the file states; empty where it is to be inferred
 */
public record DeclaredLayer(Layer layer, Section place, Optional<Integer> inFeatures) {
    DeclaredLayer(Layer layer, Section place) {
        this(layer, place, Optional.empty());
    }
}
