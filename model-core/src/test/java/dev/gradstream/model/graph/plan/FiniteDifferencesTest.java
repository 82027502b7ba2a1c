package dev.gradstream.model.graph.plan;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Graph.Mode;
import dev.gradstream.model.graph.Shape;
import dev.gradstream.model.graph.Tensor;
import dev.gradstream.model.loss.BCELoss;
import dev.gradstream.model.loss.BCEWithLogitsLoss;
import dev.gradstream.model.loss.CrossEntropyLoss;
import dev.gradstream.model.loss.FocalLoss;
import dev.gradstream.model.loss.HingeLoss;
import dev.gradstream.model.loss.HuberLoss;
import dev.gradstream.model.loss.L1Loss;
import dev.gradstream.model.loss.LogCoshLoss;
import dev.gradstream.model.loss.Loss;
import dev.gradstream.model.loss.MSELoss;
import dev.gradstream.model.loss.NLLLoss;
import dev.gradstream.model.loss.PoissonNLLLoss;
import dev.gradstream.model.loss.QuantileLoss;
import dev.gradstream.model.loss.SmoothL1Loss;
import dev.gradstream.model.loss.TargetKind;
import dev.gradstream.model.nn.Dropout;
import dev.gradstream.model.nn.ELU;
import dev.gradstream.model.nn.GELU;
import dev.gradstream.model.nn.Hardtanh;
import dev.gradstream.model.nn.Layer;
import dev.gradstream.model.nn.LayerNorm;
import dev.gradstream.model.nn.LeakyReLU;
import dev.gradstream.model.nn.Linear;
import dev.gradstream.model.nn.LogSoftmax;
import dev.gradstream.model.nn.ReLU;
import dev.gradstream.model.nn.Residual;
import dev.gradstream.model.nn.Sequential;
import dev.gradstream.model.nn.SiLU;
import dev.gradstream.model.nn.Sigmoid;
import dev.gradstream.model.nn.Softmax;
import dev.gradstream.model.nn.Softplus;
import dev.gradstream.model.nn.Tanh;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every gradient equals the central difference of the formula, in double. */
class FiniteDifferencesTest {
    private static final int BATCH = 3;

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

    static Stream<Layer> layers() {
        return Stream.of(
                new Linear(3),
                new Linear(1, false),
                new ReLU(),
                new LeakyReLU(0.2),
                new ELU(0.7),
                new Sigmoid(),
                new Tanh(),
                new Softmax(),
                new LogSoftmax(),
                new GELU(false),
                new GELU(true),
                new SiLU(),
                new Softplus(2, 20),
                new Softplus(1.5, 1.1),
                new Hardtanh(-0.71, 0.83),
                new Dropout(0.4),
                new LayerNorm(1e-5, true),
                new LayerNorm(0.3, false),
                new Residual(
                        new Sequential(List.of(new Linear(2), new GELU(false), new Linear(4)))),
                new Sequential(
                        List.of(
                                new Linear(5),
                                new Tanh(),
                                new Dropout(0.2),
                                new Linear(4),
                                new Sigmoid(),
                                new Linear(2))));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void ofLayers(Layer layer) {
        Tensor x = graph.input("x", Shape.of(Shape.BATCH, 4));
        Tensor y = layer.forward(graph, x);
        List<Tensor> by = new ArrayList<>(graph.parameters());
        by.add(x);
        by.forEach(leaf -> leaves.put(leaf, numbers(leaf.shape(), false)));
        assertGradients(y, by);
    }

    static Stream<Loss> losses() {
        List<Double> weights = List.of(0.5, 1.0, 2.0, 0.0);
        return Stream.of(
                new MSELoss(),
                new L1Loss(),
                new HuberLoss(0.9),
                new SmoothL1Loss(0.6),
                new SmoothL1Loss(0),
                new QuantileLoss(0.8),
                new LogCoshLoss(),
                new PoissonNLLLoss(true, true, 1e-8),
                new BCEWithLogitsLoss(),
                new BCEWithLogitsLoss(weights),
                new HingeLoss(),
                new FocalLoss(0.25, 2),
                new FocalLoss(-1, 0.7),
                new CrossEntropyLoss(),
                new CrossEntropyLoss(weights, 0.2),
                new NLLLoss(),
                new NLLLoss(weights));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void ofLosses(Loss loss) {
        assertLossGradients(loss, false);
    }

    static Stream<Loss> lossesOfPositiveNumbers() {
        return Stream.of(new BCELoss(), new PoissonNLLLoss(false, false, 0.01));
    }

    @ParameterizedTest
    @MethodSource("lossesOfPositiveNumbers")
    void ofLossesOfPositiveNumbers(Loss loss) {
        assertLossGradients(loss, true);
    }

    private void assertLossGradients(Loss loss, boolean positive) {
        int targets = loss.outputMeaning().target() == TargetKind.CLASS ? 1 : 4;
        Tensor output = graph.input("output", Shape.of(Shape.BATCH, 4));
        Tensor target = graph.input("target", Shape.of(Shape.BATCH, targets));
        double[] outputs = numbers(output.shape(), positive);
        // A probability is below 1.
        leaves.put(output, Arrays.stream(outputs).map(z -> positive ? z / 1.4 : z).toArray());
        leaves.put(
                target,
                IntStream.range(0, BATCH * targets).mapToDouble(i -> (i % 3) % 2).toArray());
        assertGradients(loss.losses(graph, output, target), List.of(output));
    }

    /** A mean would hide where a gradient goes, so each element gets a weight of its own. */
    private void assertGradients(Tensor result, List<Tensor> by) {
        Tensor weights = graph.input("weights", result.shape());
        leaves.put(weights, numbers(result.shape(), true));
        Tensor loss = result.times(weights).sumTo(Shape.scalar());
        Differences.assertGradients(graph, BATCH, loss, leaves, by);
    }

    /** Away from 0, where some have a kink and others a pole. */
    private double[] numbers(Shape shape, boolean positive) {
        return IntStream.range(0, shape.elements(BATCH))
                .mapToDouble(
                        i ->
                                (random.nextDouble() + 0.3)
                                        * (positive || random.nextBoolean() ? 1 : -1))
                .toArray();
    }
}
