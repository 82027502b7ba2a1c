package dev.gradstream.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradstream.model.graph.Graph.Mode;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphTest {
    private final Graph graph = new Graph(Mode.TRAINING, 1);
    private final Tensor x = graph.input("x", Shape.of(Shape.BATCH, 4));
    private final Tensor weight =
            graph.parameter("weight", Shape.of(3, 4), new Initializer.Uniform(1));

    @Test
    void equalExpressionsAreOneTensor() {
        assertThat(x.relu().plus(1)).isSameAs(x.relu().plus(1));
        assertThat(x.relu().plus(1)).isNotSameAs(x.relu().plus(2));
    }

    @Test
    void shapesAreInferredForAnyBatch() {
        Tensor y = x.matmul(weight, false, true);
        assertThat(y.shape()).isEqualTo(Shape.of(Shape.BATCH, 3));
        assertThat(y.shape().elements(7)).isEqualTo(21);
        assertThat(y.rowSum().shape()).isEqualTo(Shape.of(Shape.BATCH, 1));
        assertThat(y.plus(graph.range(3)).shape()).isEqualTo(y.shape());
        assertThat(y.rowMax().times(graph.range(3)).shape()).isEqualTo(y.shape());
    }

    @Test
    void shapesThatDoNotFitAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> x.matmul(weight, false, false))
                .withMessage("matrices [batch, 4] and [3, 4] cannot be multiplied");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> x.plus(graph.range(3)))
                .withMessage("shapes [batch, 4] and [3] do not fit");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> x.expandTo(Shape.of(4)))
                .withMessage("[batch, 4] cannot be expanded to [4]");
        assertThatIllegalArgumentException().isThrownBy(() -> Shape.of(3, 0));
    }

    @Test
    void scopesNameParameters() {
        graph.within("2", () -> graph.parameter("bias", Shape.of(1), new Initializer.Uniform(1)));
        assertThat(graph.parameters())
                .extracting(p -> ((Leaf.Parameter) p.primitive()).name())
                .containsExactly("weight", "2.bias");
    }

    @Test
    void whatIsNotWantedGetsNoGradient() {
        Tensor frozen = graph.parameter("frozen", Shape.of(4, 4), new Initializer.Uniform(1));
        Tensor loss = x.matmul(frozen, false, true).matmul(weight, false, true).mean();
        List<Tensor> gradients = graph.gradients(loss, List.of(weight));
        // The product with the frozen weight, and the gradient of the other: no more.
        assertThat(Reachable.from(gradients))
                .filteredOn(tensor -> tensor.primitive() instanceof MatMul)
                .hasSize(2);
    }

    @Test
    void whatTheLossDoesNotDependOnHasGradientZero() {
        Tensor unused = graph.parameter("unused", Shape.of(2), new Initializer.Uniform(1));
        Tensor gradient = graph.gradients(x.mean(), List.of(unused)).get(0);
        assertThat(gradient.shape()).isEqualTo(Shape.of(2));
        assertThat(gradient.input(0).primitive()).isEqualTo(new Leaf.Constant(0));
    }

    @Test
    void aLossIsAScalar() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> graph.gradients(x, List.of(weight)))
                .withMessage("a loss is a scalar, got shape [batch, 4]");
    }

    @Test
    void aGraphKnowsWhetherItsModeMatters() {
        assertThat(graph.dependsOnMode()).isFalse();
        assertThat(graph.training()).isTrue();
        assertThat(graph.dependsOnMode()).isTrue();
    }
}
