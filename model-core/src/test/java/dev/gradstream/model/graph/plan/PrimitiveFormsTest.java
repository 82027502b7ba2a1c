package dev.gradstream.model.graph.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.model.graph.Elementwise;
import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Graph.Mode;
import dev.gradstream.model.graph.Shape;
import dev.gradstream.model.graph.Tensor;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The block kernels, ND4J's and the formula of each primitive agree. */
class PrimitiveFormsTest {
    private static final double[] EDGES = {
        0,
        -0.0,
        1,
        -1,
        0.5,
        1e-30,
        -1e-30,
        1e-6,
        -1e-6,
        3.3,
        -7.9,
        8,
        -8,
        20,
        -20,
        80,
        -80,
        86,
        -86,
        86.9,
        -86.9,
        88.5,
        -88.5,
        88.7,
        -88.7,
        100,
        -100,
        1000,
        -1000,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN
    };

    static Stream<PrimitiveCase> cases() {
        return PrimitiveCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void blocksAgreeWithNd4jForAnyBatchSize(PrimitiveCase primitive) {
        for (int batch : new int[] {1, 2, 33, 700}) {
            Graph graph = new Graph(Mode.TRAINING, 1);
            List<Tensor> inputs = primitive.inputs(graph);
            Tensor result = primitive.body().apply(inputs);
            Computed blocks = new Computed(batch, Precision.FLOAT, Kernels.BLOCKS);
            Computed nd4j = new Computed(batch, Precision.DOUBLE, Kernels.ND4J);
            Computed nd4jFloat = new Computed(batch, Precision.FLOAT, Kernels.ND4J);
            Random random = new Random(batch);
            for (Tensor input : inputs) {
                double[] values =
                        IntStream.range(0, input.shape().elements(batch))
                                .mapToDouble(i -> (float) random.nextGaussian())
                                .map(v -> primitive.positive() ? Math.abs(v) + 0.1f : v)
                                .map(v -> (float) v)
                                .toArray();
                blocks.with(input, values);
                nd4j.with(input, values);
                nd4jFloat.with(input, values);
            }
            double[] exact = nd4j.of(result);
            assertClose("blocks", blocks.of(result), exact, 2e-6);
            // ND4J adds long rows up one by one, so rounding errors add up too.
            assertClose("ND4J", nd4jFloat.of(result), exact, 1e-5);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyElementEqualsTheFormulaFromTinyToLarge(Elementwise primitive) {
        boolean positive = primitive == Elementwise.LOG || primitive == Elementwise.SQRT;
        Graph graph = new Graph(Mode.TRAINING, 1);
        List<Tensor> inputs =
                IntStream.range(0, primitive.inputs())
                        .mapToObj(i -> graph.input("input " + i, Shape.of(EDGES.length)))
                        .toList();
        Tensor result = PrimitiveCase.apply(primitive, inputs);
        Computed blocks = new Computed(1, Precision.FLOAT, Kernels.BLOCKS);
        Computed nd4j = new Computed(1, Precision.FLOAT, Kernels.ND4J);
        double[] a = new double[EDGES.length];
        double[] b = new double[EDGES.length];
        for (int i = 0; i < EDGES.length; i++) {
            a[i] = (float) (positive ? Math.abs(EDGES[i]) : EDGES[i]);
            b[i] = (float) (i % 5 - 2.5);
        }
        for (Computed computed : List.of(blocks, nd4j)) {
            computed.with(inputs.get(0), a);
            if (inputs.size() == 2) {
                computed.with(inputs.get(1), b);
            }
            // ND4J's tanh and log1p lose the last digits of tiny results.
            double absolute = computed == nd4j ? 1e-7 : Float.MIN_NORMAL;
            double[] ours = computed.of(result);
            for (int i = 0; i < ours.length; i++) {
                float formula = (float) primitive.apply(a[i], b[i]);
                // ND4J's own maximum and minimum pass over what is no number.
                boolean passesOver =
                        computed == nd4j
                                && (primitive == Elementwise.MAXIMUM
                                        || primitive == Elementwise.MINIMUM);
                boolean undefined =
                        Double.isNaN(a[i]) && (primitive == Elementwise.STEP || passesOver);
                assertThat(undefined || agree(ours[i], formula, absolute))
                        .as("%s(%s, %s) is %s, got %s", primitive, a[i], b[i], formula, ours[i])
                        .isTrue();
            }
        }
    }

    /** To a relative error of 1e-6; what overflows or is no number must be just that. */
    private static boolean agree(double ours, float formula, double absolute) {
        return Float.isFinite(formula)
                ? Math.abs(ours - formula) <= 1e-6 * Math.abs(formula) + absolute
                : Double.compare(ours, formula) == 0;
    }

    /** Differences relative to the largest value. */
    private static void assertClose(
            String kernels, double[] ours, double[] exact, double tolerance) {
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < exact.length; i++) {
            largest = Math.max(largest, Math.abs(exact[i]));
            difference = Math.max(difference, Math.abs(ours[i] - exact[i]));
        }
        assertThat(ours).hasSameSizeAs(exact);
        assertThat(difference).as(kernels).isLessThanOrEqualTo(tolerance * largest);
    }
}
