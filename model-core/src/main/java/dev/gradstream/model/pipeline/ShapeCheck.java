package dev.gradstream.model.pipeline;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Graph.Mode;
import dev.gradstream.model.graph.Shape;
import dev.gradstream.model.graph.Tensor;
import dev.gradstream.model.nn.Layer;
import dev.gradstream.model.nn.LayerShapeException;
import dev.gradstream.model.nn.Sequential;
import dev.gradstream.model.pipeline.catalog.DeclaredLayer;
import dev.gradstream.model.pipeline.catalog.DeclaredLayer.Stated;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Follows the shape of the data through the layers. */
final class ShapeCheck {
    /**
     * Most parameters: as 32-bit floats they take 1 GB, which leaves 7 % of the largest snapshot (1
     * GiB) to what else it says.
     */
    static final long MAX_PARAMETERS = 250_000_000;

    private final List<DeclaredLayer> layers;
    private final int width;

    private ShapeCheck(List<DeclaredLayer> layers, int width) {
        this.layers = layers;
        this.width = width;
    }

    /**
     * Width of the network's output; empty if it has none, which is reported, or where it cannot be
     * known.
     *
     * @param width of a feature vector; empty where that is not known
     */
    static OptionalInt outputs(List<Optional<DeclaredLayer>> layers, OptionalInt width) {
        boolean known = !layers.isEmpty() && layers.stream().allMatch(Optional::isPresent);
        return known && width.isPresent()
                ? new ShapeCheck(
                                layers.stream().map(Optional::orElseThrow).toList(),
                                width.getAsInt())
                        .outputs()
                : OptionalInt.empty();
    }

    /** What comes out behind some of the layers. */
    private record Prefix(int width, long parameters) {}

    private OptionalInt outputs() {
        try {
            Prefix whole = prefix(layers.size());
            if (whole.parameters() > MAX_PARAMETERS) {
                refuseParameters();
            }
            checkStatedWidths();
            return OptionalInt.of(whole.width());
        } catch (LayerShapeException e) {
            refuse(e);
            return OptionalInt.empty();
        }
    }

    /** At the innermost layer that cannot take its input. */
    private void refuse(LayerShapeException e) {
        DeclaredLayer layer = layers.get(e.layer());
        boolean reportedInside = !layer.inner().isEmpty() && inside(e.layer()).outputs().isEmpty();
        if (!reportedInside) {
            layer.place().refuse(e.getMessage());
        }
    }

    private ShapeCheck inside(int layer) {
        return new ShapeCheck(layers.get(layer).inner(), prefix(layer).width());
    }

    private void refuseParameters() {
        int layer = 0;
        while (prefix(layer + 1).parameters() <= MAX_PARAMETERS) {
            layer++;
        }
        layers.get(layer)
                .place()
                .refuse(
                        "the network has "
                                + prefix(layer + 1).parameters()
                                + " parameters up to here; at most "
                                + MAX_PARAMETERS
                                + " are allowed");
    }

    private void checkStatedWidths() {
        for (int i = 0; i < layers.size(); i++) {
            checkStatedWidth(i);
            if (!layers.get(i).inner().isEmpty()) {
                inside(i).checkStatedWidths();
            }
        }
    }

    private void checkStatedWidth(int layer) {
        Optional<Stated> stated = layers.get(layer).inFeatures();
        if (stated.isEmpty()) {
            return;
        }
        int actual = prefix(layer).width();
        String key = stated.get().key();
        if (stated.get().width() != actual) {
            layers.get(layer)
                    .place()
                    .refuse(
                            key
                                    + " is "
                                    + stated.get().width()
                                    + ", but "
                                    + actual
                                    + " values come in; write "
                                    + key
                                    + ": "
                                    + actual
                                    + " or leave it out");
        }
    }

    private Prefix prefix(int count) {
        if (count == 0) {
            return new Prefix(width, 0);
        }
        List<Layer> bare = layers.stream().limit(count).map(DeclaredLayer::layer).toList();
        Graph graph = new Graph(Mode.EVALUATION, 0);
        Tensor features = graph.input("features", Shape.of(Shape.BATCH, width));
        int outputs = new Sequential(bare).forward(graph, features).shape().last();
        long parameters =
                graph.parameters().stream()
                        .mapToLong(p -> elements(p.shape()))
                        .reduce(0, Long::sum);
        return new Prefix(outputs, parameters);
    }

    private static long elements(Shape shape) {
        return shape.dimensions().stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
    }
}
