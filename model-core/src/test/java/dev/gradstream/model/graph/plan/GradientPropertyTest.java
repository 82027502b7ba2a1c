package dev.gradstream.model.graph.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Graph.Mode;
import dev.gradstream.model.graph.Shape;
import dev.gradstream.model.graph.Tensor;
import dev.gradstream.model.loss.Loss;
import dev.gradstream.model.loss.OutputMeaning;
import dev.gradstream.model.loss.TargetKind;
import dev.gradstream.model.nn.Layer;
import dev.gradstream.model.pipeline.catalog.LayerCatalog;
import dev.gradstream.model.pipeline.catalog.LossCatalog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Gradients of everything that a pipeline file can name are slopes, in double, whatever the shape
 * and the numbers: a batch of one, one feature, one class, tiny and large values.
 */
class GradientPropertyTest {
    private static final double POISSON_LIMIT = 10;

    @Example
    void everyLayerAndEveryLossIsTried() {
        assertThat(CatalogModules.layersByName().keySet())
                .containsExactlyInAnyOrderElementsOf(LayerCatalog.names());
        assertThat(CatalogModules.lossesByName().keySet())
                .containsExactlyInAnyOrderElementsOf(LossCatalog.names());
    }

    @Property(tries = 250)
    void gradientsOfLayersAreSlopes(
            @ForAll("layers") String text, @ForAll("rows") RandomRows rows) {
        Mode mode = rows.batch() == 1 ? Mode.TRAINING_ON_ONE_ROW : Mode.TRAINING;
        Graph graph = new Graph(mode, 1);
        Layer layer = CatalogModules.layer(text, rows.width());
        Tensor x = graph.input("x", Shape.of(Shape.BATCH, rows.width()));
        Tensor y = layer.forward(graph, x);
        Map<Tensor, double[]> leaves = new LinkedHashMap<>(Map.of(x, rows.array()));
        for (Tensor parameter : graph.parameters()) {
            leaves.put(parameter, rows.parameters(parameter.shape().elements(rows.batch())));
        }
        for (Tensor buffer : graph.buffers().keySet()) {
            leaves.put(buffer, rows.runningStatistics(buffer.shape().elements(rows.batch())));
        }
        check(graph, rows.batch(), y, leaves, new ArrayList<>(leaves.keySet()));
    }

    @Property(tries = 250)
    void gradientsOfLossesAreSlopes(
            @ForAll("losses") String text, @ForAll("rows") RandomRows drawn) {
        Graph graph = new Graph(Mode.TRAINING, 1);
        Loss loss = CatalogModules.loss(text, drawn.width());
        RandomRows rows =
                loss.outputMeaning().target() == TargetKind.CLASS ? drawn : drawn.asColumn();
        TargetKind kind = loss.outputMeaning().target();
        int targets = kind == TargetKind.CLASS ? 1 : rows.width();
        Tensor output = graph.input("output", Shape.of(Shape.BATCH, rows.width()));
        Tensor target = graph.input("target", Shape.of(Shape.BATCH, targets));
        Map<Tensor, double[]> leaves = new LinkedHashMap<>();
        leaves.put(output, outputs(rows, loss.outputMeaning()));
        leaves.put(target, targets(rows, kind, targets));
        check(graph, rows.batch(), loss.losses(graph, output, target), leaves, List.of(output));
    }

    private static void check(
            Graph graph, int batch, Tensor result, Map<Tensor, double[]> leaves, List<Tensor> by) {
        try (Slopes slopes = new Slopes(graph, batch, result, leaves, by)) {
            slopes.check();
        }
    }

    /** What the loss is defined for: probabilities away from 0 and 1, numbers above 0. */
    private static double[] outputs(RandomRows rows, OutputMeaning meaning) {
        return Arrays.stream(rows.array())
                .map(
                        z ->
                                switch (meaning) {
                                    case PROBABILITY -> 0.01 + 0.98 / (1 + Math.exp(-z));
                                    case POSITIVE_NUMBER -> 0.01 + Math.abs(z);
                                    case LOG_NUMBER ->
                                            Math.max(-POISSON_LIMIT, Math.min(z, POISSON_LIMIT));
                                    default -> z;
                                })
                .toArray();
    }

    private static double[] targets(RandomRows rows, TargetKind kind, int width) {
        double[] numbers = rows.parameters(rows.batch() * width);
        return IntStream.range(0, numbers.length)
                .mapToDouble(
                        i ->
                                switch (kind) {
                                    case CLASS -> i % rows.width();
                                    case YES_OR_NO -> i % 3 == 0 ? Math.abs(numbers[i]) : i % 2;
                                    case NUMBER -> 2 * Math.abs(numbers[i]);
                                    case DISTRIBUTION -> 1.0 / width;
                                })
                .toArray();
    }

    @Provide
    static Arbitrary<String> layers() {
        return Arbitraries.of(CatalogModules.layers());
    }

    @Provide
    static Arbitrary<String> losses() {
        return Arbitraries.of(CatalogModules.losses());
    }

    @Provide
    static Arbitrary<RandomRows> rows() {
        return RandomRows.of(1.0, 1e-9, 1e-3, 20.0, 1e3);
    }
}
