package dev.gradstream.model.graph.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Tensor;
import java.util.List;
import java.util.Map;

/** Compares gradients with central differences, in double. */
final class Differences {
    private static final double H = 1e-5;
    private static final double MOST = 1e-7;

    private Differences() {}

    /**
     * Fails where a gradient is not the slope of the loss.
     *
     * @param leaves every leaf of the loss that is no constant, with what it holds
     * @param by the leaves that gradients are checked of
     */
    static void assertGradients(
            Graph graph, int batch, Tensor loss, Map<Tensor, double[]> leaves, List<Tensor> by) {
        List<double[]> gradients = computed(batch, leaves).of(graph.gradients(loss, by));
        try (Plan plan = computed(batch, leaves).compile(List.of(loss))) {
            for (int i = 0; i < by.size(); i++) {
                double[] at = leaves.get(by.get(i));
                for (int j = 0; j < at.length; j++) {
                    double up = at(plan, by.get(i), j, at[j] + H, loss);
                    double down = at(plan, by.get(i), j, at[j] - H, loss);
                    put(plan, by.get(i), j, at[j]);
                    if (!(Math.abs(gradients.get(i)[j] - (up - down) / (2 * H)) <= MOST)) {
                        assertThat(gradients.get(i)[j])
                                .as("by element %d of %s", j, by.get(i))
                                .isCloseTo((up - down) / (2 * H), within(MOST));
                    }
                }
            }
        }
    }

    /** The loss where one element of a leaf has another value, which it keeps. */
    private static double at(Plan plan, Tensor leaf, int element, double value, Tensor loss) {
        put(plan, leaf, element, value);
        plan.run(1);
        Slice result = plan.memory(loss);
        return result.vector().get(result.offset());
    }

    private static void put(Plan plan, Tensor leaf, int element, double value) {
        Slice memory = plan.memory(leaf);
        memory.vector().put(memory.offset() + element, value);
    }

    private static Computed computed(int batch, Map<Tensor, double[]> leaves) {
        Computed computed = new Computed(batch, Precision.DOUBLE, Kernels.ND4J);
        leaves.forEach(computed::with);
        return computed;
    }
}
