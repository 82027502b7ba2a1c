package dev.gradstream.model.pipeline;

import dev.gradstream.model.nn.Layer;
import dev.gradstream.model.nn.LayerShapeException;
import dev.gradstream.model.nn.Sequential;
import dev.gradstream.model.pipeline.catalog.DeclaredLayer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Follows the width of the data through the layers. */
final class ShapeCheck {
    private ShapeCheck() {}

    /**
     * Width of the network's output; empty if it has none, which is reported, or where it cannot be
     * known.
     *
     * @param width of a feature vector; empty where that is not known
     */
    static OptionalInt outputs(List<Optional<DeclaredLayer>> layers, OptionalInt width) {
        boolean known = !layers.isEmpty() && layers.stream().allMatch(Optional::isPresent);
        if (!known || width.isEmpty()) {
            return OptionalInt.empty();
        }
        List<DeclaredLayer> declared = layers.stream().map(Optional::orElseThrow).toList();
        try {
            int outputs = widthBehind(declared, width.getAsInt());
            checkStatedWidths(declared, width.getAsInt());
            return OptionalInt.of(outputs);
        } catch (LayerShapeException e) {
            declared.get(e.layer()).place().refuse(e.getMessage());
            return OptionalInt.empty();
        }
    }

    private static void checkStatedWidths(List<DeclaredLayer> layers, int width) {
        for (int i = 0; i < layers.size(); i++) {
            DeclaredLayer layer = layers.get(i);
            if (layer.inFeatures().isPresent()) {
                int stated = layer.inFeatures().get();
                int actual = i == 0 ? width : widthBehind(layers.subList(0, i), width);
                if (stated != actual) {
                    layer.place()
                            .refuse(
                                    "in_features is "
                                            + stated
                                            + ", but "
                                            + actual
                                            + " values come in; write in_features: "
                                            + actual
                                            + " or leave it out");
                }
            }
        }
    }

    private static int widthBehind(List<DeclaredLayer> layers, int width) {
        List<Layer> bare = layers.stream().map(DeclaredLayer::layer).toList();
        return new Sequential(bare).outFeatures(width);
    }
}
