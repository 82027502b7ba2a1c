package dev.gradstream.model.graph.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Graph.Mode;
import dev.gradstream.model.graph.Shape;
import dev.gradstream.model.graph.Tensor;
import dev.gradstream.model.loss.BCEWithLogitsLoss;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The loss and its slope in float equal those in double, however sure the network is. */
class BCEWithLogitsLossTest {
    private static final double[] LOGITS =
            DoubleStream.of(0, 1e-3, 1, 10, 14, 16, 30, 100)
                    .flatMap(z -> DoubleStream.of(z, -z))
                    .map(z -> (float) z)
                    .toArray();

    @ParameterizedTest
    @EnumSource
    void isAccurateForSureRows(Kernels kernels) {
        for (double y : new double[] {0, 0.3f, 1}) {
            Graph graph = new Graph(Mode.TRAINING, 1);
            Tensor output = graph.input("output", Shape.of(LOGITS.length));
            Tensor target = graph.input("target", output.shape());
            Tensor losses = new BCEWithLogitsLoss().losses(graph, output, target);
            Tensor slopes = graph.gradients(losses.sumTo(Shape.scalar()), List.of(output)).get(0);
            List<double[]> computed =
                    new Computed(1, Precision.FLOAT, kernels)
                            .with(output, LOGITS)
                            .with(
                                    target,
                                    DoubleStream.generate(() -> y).limit(LOGITS.length).toArray())
                            .of(List.of(losses, slopes));
            // ND4J's log1p loses the last digits of tiny results.
            double absolute = kernels == Kernels.BLOCKS ? 1e-38 : 1e-7;
            for (int i = 0; i < LOGITS.length; i++) {
                double z = LOGITS[i];
                String row = "of logit " + z + " and target " + y;
                assertClose("loss " + row, computed.get(0)[i], loss(z, y), absolute);
                assertClose("slope " + row, computed.get(1)[i], slope(z, y), 1e-38);
            }
        }
    }

    private static double loss(double z, double y) {
        return (1 - y) * softplus(z) + y * softplus(-z);
    }

    private static double softplus(double z) {
        return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
    }

    private static double slope(double z, double y) {
        return (1 - y) / (1 + Math.exp(-z)) - y / (1 + Math.exp(z));
    }

    private static void assertClose(String what, double ours, double exact, double absolute) {
        assertThat(Math.abs(ours - exact))
                .as("%s is %s, got %s", what, exact, ours)
                .isLessThanOrEqualTo(1e-6 * Math.abs(exact) + absolute);
    }
}
