package dev.gradstream.model.graph.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Graph.Mode;
import dev.gradstream.model.graph.Reachable;
import dev.gradstream.model.graph.Shape;
import dev.gradstream.model.graph.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A step of plain SGD, in place. */
class AxpyTest {
    private final Graph graph = new Graph(Mode.TRAINING, 1);
    private final Tensor p = graph.input("p", Shape.of(9));
    private final Tensor g = graph.input("g", Shape.of(9));
    private final Tensor rate = graph.input("rate", Shape.scalar());

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 3000})
    void takesTheNumberAnewInEachRun(int length) {
        Tensor parameter = graph.input("parameter", Shape.of(length));
        Tensor gradient = graph.input("gradient", Shape.of(length));
        try (NativeVector values = new NativeVector(Precision.FLOAT, length + 2)) {
            Slice middle = new Slice(values, 1, length);
            Plan plan =
                    new PlanBuilder(1, Precision.FLOAT, Kernels.BLOCKS, new Workspace())
                            .results(List.of(gradient, rate))
                            .bind(parameter, middle)
                            .result(parameter.minus(rate.times(gradient)), middle)
                            .compile();
            for (int i = 0; i < length; i++) {
                plan.memory(gradient).vector().put(plan.memory(gradient).offset() + i, i + 1.0);
            }
            for (double number : new double[] {0.5, -2}) {
                plan.memory(rate).vector().put(plan.memory(rate).offset(), number);
                plan.run(1);
            }
            for (int i = 0; i < length; i++) {
                assertThat(values.get(1 + i)).isCloseTo(1.5 * (i + 1), within(1e-3));
            }
            assertThat(values.get(0)).isZero();
            assertThat(values.get(length + 1)).isZero();
            plan.close();
        }
    }

    @Test
    void isTakenForNothingElse() {
        Tensor product = rate.times(g);
        Tensor step = p.minus(product);
        try (NativeVector vector = new NativeVector(Precision.FLOAT, 30)) {
            Slice place = new Slice(vector, 0, 9);
            Slice elsewhere = new Slice(vector, 20, 9);
            Map<Tensor, Slice> inPlace =
                    Map.of(p, place, step, place, g, new Slice(vector, 9, 9), rate, number(vector));
            assertThat(axpy(step, inPlace)).isPresent();
            assertThat(axpy(step, with(inPlace, step, elsewhere))).isEmpty();
            assertThat(axpy(step, with(inPlace, product, elsewhere))).isEmpty();
            Tensor other = product.minus(p);
            assertThat(axpy(other, with(inPlace, other, place))).isEmpty();
            Tensor square = p.minus(g.times(g));
            assertThat(axpy(square, with(inPlace, square, place))).isEmpty();
            Tensor sum = p.plus(product);
            assertThat(axpy(sum, with(inPlace, sum, place))).isEmpty();
        }
    }

    private static Slice number(NativeVector vector) {
        return new Slice(vector, 18, 1);
    }

    private static Optional<Instruction> axpy(Tensor result, Map<Tensor, Slice> memory) {
        return Axpy.of(
                new Schedule.Group(true, result.shape(), computed(result)),
                tensor -> Optional.ofNullable(memory.get(tensor)));
    }

    /** What the result is computed from, given tensors apart. */
    private static List<Tensor> computed(Tensor result) {
        return Reachable.from(List.of(result)).stream()
                .filter(tensor -> !tensor.inputs().isEmpty())
                .toList();
    }

    private static Map<Tensor, Slice> with(Map<Tensor, Slice> memory, Tensor tensor, Slice slice) {
        Map<Tensor, Slice> more = new HashMap<>(memory);
        more.put(tensor, slice);
        return more;
    }
}
