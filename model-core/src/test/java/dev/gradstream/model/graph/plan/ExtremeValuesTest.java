package dev.gradstream.model.graph.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Graph.Mode;
import dev.gradstream.model.graph.Shape;
import dev.gradstream.model.graph.Tensor;
import dev.gradstream.model.loss.BCELoss;
import dev.gradstream.model.loss.Loss;
import dev.gradstream.model.loss.PoissonNLLLoss;
import dev.gradstream.model.loss.TargetKind;
import dev.gradstream.model.nn.Layer;
import dev.gradstream.model.nn.Sigmoid;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No layer and no loss overflows in float, forwards or backwards, where its result does not. */
class ExtremeValuesTest {
    private static final double[] VALUES = {
        0, -0.0, 1e-38, -1e-38, 1e-20, -1e-6, 0.5, -3, 17, -18, 60, -80, 1e3, -1e3, 1e6, -1e6
    };
    private static final int WIDTH = 4;

    private final Graph graph = new Graph(Mode.TRAINING, 1);

    static Stream<Layer> layers() {
        return Modules.layers(WIDTH);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void ofLayers(Layer layer) {
        Tensor x = graph.input("x", Shape.of(Shape.BATCH, WIDTH));
        Tensor y = layer.forward(graph, x);
        Computed computed = computed().with(x, VALUES);
        for (Tensor parameter : graph.parameters()) {
            double[] values = new double[parameter.shape().elements(0)];
            for (int i = 0; i < values.length; i++) {
                values[i] = 0.1 * (i % 3 - 1);
            }
            computed.with(parameter, values);
        }
        List<Tensor> wanted = new ArrayList<>(List.of(y));
        wanted.addAll(graph.gradients(y.mean(), List.of(x)));
        assertFinite(computed.of(wanted));
    }

    static Stream<Loss> losses() {
        // exp(1000) is infinite, and so is a Poisson loss of it.
        return Modules.losses(WIDTH).filter(loss -> !(loss instanceof PoissonNLLLoss));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void ofLosses(Loss loss) {
        Tensor output = graph.input("output", Shape.of(Shape.BATCH, WIDTH));
        boolean classes = loss.outputMeaning().target() == TargetKind.CLASS;
        Tensor target = graph.input("target", Shape.of(Shape.BATCH, classes ? 1 : WIDTH));
        Tensor losses = loss.losses(graph, output, target);
        double[] targets = new double[classes ? VALUES.length / WIDTH : VALUES.length];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = i % 2;
        }
        List<Tensor> wanted = new ArrayList<>(List.of(losses));
        wanted.addAll(graph.gradients(losses.mean(), List.of(output)));
        assertFinite(computed().with(output, VALUES).with(target, targets).of(wanted));
    }

    /** PyTorch's are the same: 100 at most, and no gradient where the sigmoid is flat. */
    @Test
    void aProbabilityThatRoundsToZeroOrOneCostsAHundred() {
        Tensor logit = graph.input("logit", Shape.of(Shape.BATCH, 1));
        Tensor target = graph.input("target", Shape.of(Shape.BATCH, 1));
        Tensor losses = new BCELoss().losses(graph, new Sigmoid().forward(graph, logit), target);
        Tensor gradient = graph.gradients(losses.sumTo(Shape.scalar()), List.of(logit)).get(0);
        List<double[]> results =
                new Computed(4, Precision.FLOAT, Kernels.BLOCKS)
                        .with(logit, new double[] {200, -200, 200, -200})
                        .with(target, new double[] {0, 1, 1, 0})
                        .of(List.of(losses, gradient));
        assertThat(results.get(0)).containsExactly(new double[] {100, 100, 0, 0}, within(0.0));
        assertThat(results.get(1)).containsExactly(new double[4], within(0.0));
    }

    private static Computed computed() {
        return new Computed(VALUES.length / WIDTH, Precision.FLOAT, Kernels.BLOCKS);
    }

    private static void assertFinite(List<double[]> results) {
        for (double[] values : results) {
            for (double value : values) {
                assertThat(value).isFinite();
            }
        }
    }
}
