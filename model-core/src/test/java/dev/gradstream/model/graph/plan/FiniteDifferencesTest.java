package dev.gradstream.model.graph.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Graph.Mode;
import dev.gradstream.model.graph.Shape;
import dev.gradstream.model.graph.Tensor;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every gradient equals the central difference of the formula, in double. */
class FiniteDifferencesTest {
    private static final double H = 1e-5;
    private static final int BATCH = 3;

    static Stream<PrimitiveCase> differentiable() {
        return PrimitiveCase.all().filter(primitive -> !primitive.name().contains("long"));
    }

    @ParameterizedTest
    @MethodSource("differentiable")
    void gradientsOfPrimitives(PrimitiveCase primitive) {
        Graph graph = new Graph(Mode.TRAINING, 1);
        List<Tensor> inputs = primitive.inputs(graph);
        Tensor result = primitive.body().apply(inputs);
        // A mean alone would hide where a gradient goes: each element gets a weight of its own.
        Tensor weights = graph.input("weights", result.shape());
        Tensor loss = result.times(weights).sumTo(Shape.scalar());

        Random random = new Random(5);
        double[] w = random.doubles(result.shape().elements(BATCH), 0.5, 1.5).toArray();
        List<double[]> at =
                inputs.stream()
                        .map(input -> numbers(random, input.shape().elements(BATCH), primitive))
                        .toList();
        List<double[]> gradients =
                computed(inputs, at).with(weights, w).of(graph.gradients(loss, inputs));
        for (int i = 0; i < inputs.size(); i++) {
            for (int j = 0; j < at.get(i).length; j++) {
                double up = lossAt(inputs, at, weights, w, loss, i, j, H);
                double down = lossAt(inputs, at, weights, w, loss, i, j, -H);
                assertThat(gradients.get(i)[j])
                        .as("by element %d of input %d", j, i)
                        .isCloseTo((up - down) / (2 * H), within(1e-7));
            }
        }
    }

    private static double lossAt(
            List<Tensor> inputs,
            List<double[]> at,
            Tensor weights,
            double[] w,
            Tensor loss,
            int input,
            int element,
            double change) {
        double before = at.get(input)[element];
        at.get(input)[element] = before + change;
        double value = computed(inputs, at).with(weights, w).of(loss)[0];
        at.get(input)[element] = before;
        return value;
    }

    private static Computed computed(List<Tensor> inputs, List<double[]> at) {
        Computed computed = new Computed(BATCH, Precision.DOUBLE, Kernels.ND4J);
        for (int i = 0; i < inputs.size(); i++) {
            computed.with(inputs.get(i), at.get(i));
        }
        return computed;
    }

    /** Away from 0, where some have a kink and others a pole. */
    private static double[] numbers(Random random, int count, PrimitiveCase primitive) {
        return IntStream.range(0, count)
                .mapToDouble(
                        i ->
                                (random.nextDouble() + 0.3)
                                        * (primitive.positive() || random.nextBoolean() ? 1 : -1))
                .toArray();
    }
}
