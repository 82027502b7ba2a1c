package dev.gradstream.model.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradstream.model.graph.CounterRandom;
import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Graph.Mode;
import dev.gradstream.model.graph.Leaf;
import dev.gradstream.model.graph.Shape;
import dev.gradstream.model.graph.Tensor;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SequentialTest {

    @Test
    void infersWidths() {
        Sequential network =
                new Sequential(
                        List.of(new Linear(64), new ReLU(), new Dropout(0.5), new Linear(3)));
        assertThat(network.outFeatures(30)).isEqualTo(3);
        assertThat(new Sequential(List.of(new Tanh())).outFeatures(9)).isEqualTo(9);
    }

    @Test
    void aLayerThatCannotBeIsNamedByItsPosition() {
        Sequential network =
                new Sequential(List.of(new Linear(1 << 20), new ReLU(), new Linear(1 << 20)));
        assertThatThrownBy(() -> network.outFeatures(4))
                .isInstanceOfSatisfying(
                        LayerShapeException.class, e -> assertThat(e.layer()).isEqualTo(2))
                .hasMessageContaining("1048576");
    }

    @Test
    void hyperParametersOutOfRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Linear(0))
                .withMessage("out_features must be at least 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Dropout(1))
                .withMessage("p must be in [0, 1), got 1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Dropout(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new Sequential(List.of()));
    }

    @Test
    void parametersAreNamedAndDrawnAsPyTorchs() {
        Graph graph = new Graph(Mode.TRAINING, 1);
        Tensor x = graph.input("x", Shape.of(Shape.BATCH, 100));
        new Sequential(List.of(new ReLU(), new Linear(500))).forward(graph, x);
        long key = CounterRandom.key(77, 0);
        List<Leaf.Parameter> parameters =
                graph.parameters().stream().map(p -> (Leaf.Parameter) p.primitive()).toList();
        assertThat(parameters)
                .extracting(Leaf.Parameter::name)
                .containsExactly("1.weight", "1.bias");
        for (Leaf.Parameter parameter : parameters) {
            double[] values =
                    IntStream.range(0, parameter.shape().elements(0))
                            .mapToDouble(i -> parameter.initializer().value(key, i))
                            .toArray();
            double error = 5 * 0.1 / Math.sqrt(3.0 * values.length);
            double mean = IntStream.range(0, values.length).mapToDouble(i -> values[i]).sum();
            double square =
                    IntStream.range(0, values.length).mapToDouble(i -> values[i] * values[i]).sum();
            assertThat(values).isNotEmpty();
            assertThat(IntStream.range(0, values.length).mapToObj(i -> values[i]))
                    .allMatch(v -> v >= -0.1f && v < 0.1f);
            assertThat(mean / values.length).isCloseTo(0, within(error));
            assertThat(square / values.length).isCloseTo(0.01 / 3, within(error / 10));
        }
    }

    @Test
    void dropoutIsTheIdentityInEvaluation() {
        Graph graph = new Graph(Mode.EVALUATION, 1);
        Tensor x = graph.input("x", Shape.of(Shape.BATCH, 2));
        assertThat(new Dropout(0.5).forward(graph, x)).isSameAs(x);
    }
}
