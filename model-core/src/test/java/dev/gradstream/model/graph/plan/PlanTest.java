package dev.gradstream.model.graph.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Graph.Mode;
import dev.gradstream.model.graph.Leaf;
import dev.gradstream.model.graph.Shape;
import dev.gradstream.model.graph.Tensor;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlanTest {
    private static final Shape SHAPE = Shape.of(Shape.BATCH, 3);

    private final Graph graph = new Graph(Mode.TRAINING, 1);
    private final Tensor x = graph.input("x", SHAPE);
    private final Tensor bias = graph.input("bias", Shape.of(3));

    @Test
    void elementwiseNeighboursAreOneGroup() {
        Tensor y = x.plus(bias).relu().times(2).plus(x.square()).tanh();
        assertThat(schedule(true, y).groups()).hasSize(1);
        assertThat(schedule(false, y).groups()).hasSize(6);
    }

    @Test
    void aProductSplitsWhatIsBeforeFromWhatIsBehind() {
        Tensor weight = graph.input("weight", Shape.of(3, 3));
        Tensor h = x.plus(bias).relu();
        Tensor y = h.matmul(weight, false, true).plus(bias).tanh();
        // relu's mask is computed where it is read, not where h is.
        Tensor z = y.times(h.step());
        assertThat(schedule(true, z).groups())
                .extracting(group -> group.tensors().size())
                .containsExactly(2, 1, 4);
    }

    private static Schedule schedule(boolean fuse, Tensor result) {
        return Schedule.of(Set.of(result), t -> t.primitive() instanceof Leaf, fuse);
    }

    @ParameterizedTest
    @EnumSource
    void aResultMayOverwriteALeaf(Kernels kernels) {
        Tensor rate = graph.constant(0.5);
        try (NativeVector memory = new NativeVector(Precision.FLOAT, 6);
                Plan plan =
                        new PlanBuilder(2, Precision.FLOAT, kernels, new Workspace())
                                .bind(x, Slice.of(memory))
                                .result(x.minus(x.times(rate)), Slice.of(memory))
                                .compile()) {
            memory.put(0, new float[] {2, 4, 6, 8, 10, 12}, 0, 6);
            plan.run(1);
            plan.run(2);
            assertThat(memory.toArray()).containsExactly(0.5f, 1, 1.5f, 2, 2.5f, 3);
        }
    }

    @Test
    void aLeafThatIsReadAfterItWasOverwrittenIsRefused() {
        Tensor weight = graph.input("weight", Shape.of(3, 3));
        Tensor changed = x.times(2);
        Tensor late = changed.matmul(weight, false, false).plus(x);
        try (NativeVector memory = new NativeVector(Precision.FLOAT, 6)) {
            PlanBuilder builder =
                    new PlanBuilder(2, Precision.FLOAT, Kernels.BLOCKS, new Workspace())
                            .bind(x, Slice.of(memory))
                            .results(List.of(late))
                            .result(changed, Slice.of(memory));
            assertThatIllegalArgumentException()
                    .isThrownBy(builder::compile)
                    .withMessageContaining("is read after");
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneResultMayLieInSeveralPlaces(Kernels kernels) {
        Tensor y = x.times(2);
        try (NativeVector a = new NativeVector(Precision.FLOAT, 6);
                NativeVector b = new NativeVector(Precision.FLOAT, 6);
                Plan plan =
                        new PlanBuilder(2, Precision.FLOAT, kernels, new Workspace())
                                .result(y, Slice.of(a))
                                .result(y, Slice.of(b))
                                .compile()) {
            plan.memory(x).put(new float[] {1, 2, 3, 4, 5, 6}, 0, 6);
            plan.run(1);
            assertThat(a.toArray()).containsExactly(2, 4, 6, 8, 10, 12);
            assertThat(b.toArray()).containsExactly(a.toArray());
        }
    }

    @Test
    void aDeadTensorsPlaceIsTakenAgain() {
        try (VectorPool pool = new VectorPool(Precision.FLOAT)) {
            Slice first = pool.take(6);
            pool.giveBack(first);
            assertThat(pool.take(5).vector()).isSameAs(first.vector());
            assertThat(pool.take(1).vector()).isNotSameAs(first.vector());
        }
    }

    @Test
    void numbersOfTheStepAreComputedInDouble() {
        Tensor y = x.times(graph.perStep(step -> step * 0.1));
        try (Plan plan =
                new PlanBuilder(1, Precision.FLOAT, Kernels.BLOCKS, new Workspace())
                        .results(List.of(y))
                        .compile()) {
            plan.memory(x).put(new float[] {1, 2, 4}, 0, 3);
            plan.run(3);
            float[] values = new float[3];
            plan.memory(y).get(values, 0, 3);
            assertThat(values).containsExactly(0.3f, 0.6f, 1.2f);
        }
    }

    @Test
    void blocksOfDoublesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new PlanBuilder(
                                        1, Precision.DOUBLE, Kernels.BLOCKS, new Workspace()));
    }
}
