package dev.gradstream.model.graph.plan;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Graph.Mode;
import dev.gradstream.model.graph.Shape;
import dev.gradstream.model.graph.Tensor;
import dev.gradstream.model.loss.CrossEntropyLoss;
import dev.gradstream.model.loss.Loss;
import dev.gradstream.model.loss.TargetKind;
import dev.gradstream.model.nn.Layer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every gradient equals the central difference of the formula, in double. */
class FiniteDifferencesTest {
    /** A batch and the width of its rows; one of each is where broadcasting goes wrong. */
    record Rows(int batch, int width) {}

    private static final List<Rows> SHAPES =
            List.of(
                    new Rows(3, 4),
                    new Rows(1, 1),
                    new Rows(1, 5),
                    new Rows(6, 1),
                    new Rows(2, 3),
                    new Rows(7, 2));

    private int batch = 3;
    private final Random random = new Random(5);
    private final Graph graph = new Graph(Mode.TRAINING, 1);
    private final Map<Tensor, double[]> leaves = new LinkedHashMap<>();

    static Stream<PrimitiveCase> primitives() {
        return PrimitiveCase.all().filter(primitive -> !primitive.name().contains("long"));
    }

    @ParameterizedTest
    @MethodSource("primitives")
    void ofPrimitives(PrimitiveCase primitive) {
        List<Tensor> inputs = primitive.inputs(graph);
        inputs.forEach(input -> leaves.put(input, numbers(input.shape(), primitive.positive())));
        assertGradients(primitive.body().apply(inputs), inputs);
    }

    static Stream<Arguments> layers() {
        return SHAPES.stream()
                .flatMap(
                        shape ->
                                Modules.layers(shape.width())
                                        .map(layer -> Arguments.of(layer, shape)));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void ofLayers(Layer layer, Rows rows) {
        batch = rows.batch();
        Tensor x = graph.input("x", Shape.of(Shape.BATCH, rows.width()));
        Tensor y = layer.forward(graph, x);
        List<Tensor> by = new ArrayList<>(graph.parameters());
        by.add(x);
        by.forEach(leaf -> leaves.put(leaf, numbers(leaf.shape(), false)));
        assertGradients(y, by);
    }

    static Stream<Arguments> losses() {
        return SHAPES.stream()
                .flatMap(
                        shape ->
                                Modules.losses(shape.width())
                                        .map(loss -> Arguments.of(loss, shape)));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void ofLosses(Loss loss, Rows rows) {
        assertLossGradients(loss, rows, false);
    }

    static Stream<Arguments> lossesOfPositiveNumbers() {
        return SHAPES.stream()
                .flatMap(
                        shape ->
                                Modules.lossesOfPositiveNumbers()
                                        .map(loss -> Arguments.of(loss, shape)));
    }

    @ParameterizedTest
    @MethodSource("lossesOfPositiveNumbers")
    void ofLossesOfPositiveNumbers(Loss loss, Rows rows) {
        assertLossGradients(loss, rows, true);
    }

    static Stream<Arguments> lossesOfProbabilities() {
        return SHAPES.stream()
                .filter(shape -> shape.width() > 1)
                .flatMap(
                        shape ->
                                Modules.losses(shape.width())
                                        .filter(CrossEntropyLoss.class::isInstance)
                                        .map(loss -> Arguments.of(loss, shape)));
    }

    @ParameterizedTest
    @MethodSource("lossesOfProbabilities")
    void ofLossesOfProbabilities(Loss loss, Rows rows) {
        assertLossGradients(loss, rows, false, rows.width());
    }

    private void assertLossGradients(Loss loss, Rows rows, boolean positive) {
        boolean classes = loss.outputMeaning().target() == TargetKind.CLASS;
        assertLossGradients(loss, rows, positive, classes ? 1 : rows.width());
    }

    private void assertLossGradients(Loss loss, Rows rows, boolean positive, int targets) {
        batch = rows.batch();
        Tensor output = graph.input("output", Shape.of(Shape.BATCH, rows.width()));
        Tensor target = graph.input("target", Shape.of(Shape.BATCH, targets));
        double[] outputs = numbers(output.shape(), positive);
        // A probability is below 1.
        leaves.put(output, Arrays.stream(outputs).map(z -> positive ? z / 1.4 : z).toArray());
        leaves.put(
                target,
                IntStream.range(0, batch * targets).mapToDouble(i -> (i % 3) % 2).toArray());
        assertGradients(loss.losses(graph, output, target), List.of(output));
    }

    /** A mean would hide where a gradient goes, so each element gets a weight of its own. */
    private void assertGradients(Tensor result, List<Tensor> by) {
        Tensor weights = graph.input("weights", result.shape());
        leaves.put(weights, numbers(result.shape(), true));
        Tensor loss = result.times(weights).sumTo(Shape.scalar());
        Differences.assertGradients(graph, batch, loss, leaves, by);
    }

    /** Away from 0, where some have a kink and others a pole. */
    private double[] numbers(Shape shape, boolean positive) {
        return IntStream.range(0, shape.elements(batch))
                .mapToDouble(
                        i ->
                                (random.nextDouble() + 0.3)
                                        * (positive || random.nextBoolean() ? 1 : -1))
                .toArray();
    }
}
