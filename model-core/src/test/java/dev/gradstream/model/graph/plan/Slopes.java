package dev.gradstream.model.graph.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Shape;
import dev.gradstream.model.graph.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Holds gradients against the differences of the formula on both sides, in double. A gradient must
 * lie between the two slopes: where the formula is smooth that is as sharp as a central difference,
 * and where it has a kink any slope between is right. One plan is compiled and run again and again.
 */
final class Slopes implements AutoCloseable {
    private static final double H = 1e-6;
    private static final double ROUNDING = 1e-9;

    private final Map<Tensor, double[]> leaves;
    private final List<Tensor> by;
    private final Tensor sum;
    private final List<Tensor> gradients;
    private final Plan plan;

    /**
     * @param result of any shape; each of its elements gets a weight of its own in a sum
     * @param leaves every leaf of the result that is no constant, with what it holds
     * @param by the leaves that gradients are checked of
     */
    Slopes(Graph graph, int batch, Tensor result, Map<Tensor, double[]> leaves, List<Tensor> by) {
        this.leaves = leaves;
        this.by = by;
        Tensor weights = graph.input("weights", result.shape());
        leaves.put(
                weights,
                IntStream.range(0, result.shape().elements(batch))
                        .mapToDouble(i -> 0.5 + (i % 5) / 4.0)
                        .toArray());
        sum = result.times(weights).sumTo(Shape.scalar());
        gradients = graph.gradients(sum, by);
        List<Tensor> wanted = new ArrayList<>(leaves.keySet());
        wanted.add(sum);
        wanted.addAll(gradients);
        plan =
                new PlanBuilder(batch, Precision.DOUBLE, Kernels.ND4J, new Workspace())
                        .results(wanted)
                        .compile();
        leaves.forEach((leaf, values) -> put(leaf, values));
    }

    /** Fails where a gradient is no slope. */
    void check() {
        double here = value();
        List<double[]> computed = gradients.stream().map(this::get).toList();
        double largest = largest(computed.stream().flatMapToDouble(Arrays::stream));
        double farthest = largest(leaves.values().stream().flatMapToDouble(Arrays::stream));
        double rounding = ROUNDING * (Math.abs(here) + farthest * largest);
        double tolerance = 1e-6 + 1e-7 * largest + rounding;
        for (int i = 0; i < by.size(); i++) {
            for (int j = 0; j < computed.get(i).length; j++) {
                double left = (here - moved(by.get(i), j, -H)) / H;
                double right = (moved(by.get(i), j, H) - here) / H;
                assertThat(computed.get(i)[j])
                        .as("by element %d of %s, slopes %s and %s", j, by.get(i), left, right)
                        .isBetween(
                                Math.min(left, right) - tolerance,
                                Math.max(left, right) + tolerance);
            }
        }
    }

    private double moved(Tensor leaf, int element, double distance) {
        double[] values = leaves.get(leaf).clone();
        values[element] += distance;
        put(leaf, values);
        double there = value();
        put(leaf, leaves.get(leaf));
        return there;
    }

    private double value() {
        plan.run(1);
        return get(sum)[0];
    }

    private static double largest(DoubleStream values) {
        return values.map(Math::abs).max().orElse(0);
    }

    private void put(Tensor leaf, double[] values) {
        Slice slice = plan.memory(leaf);
        for (int i = 0; i < values.length; i++) {
            slice.vector().put(slice.offset() + i, values[i]);
        }
    }

    private double[] get(Tensor tensor) {
        Slice slice = plan.memory(tensor);
        return IntStream.range(0, slice.length())
                .mapToDouble(i -> slice.vector().get(slice.offset() + i))
                .toArray();
    }

    @Override
    public void close() {
        plan.close();
    }
}
