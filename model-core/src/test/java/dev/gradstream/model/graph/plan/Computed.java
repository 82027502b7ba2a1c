package dev.gradstream.model.graph.plan;

import dev.gradstream.model.graph.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs a graph once on given numbers. */
final class Computed {
    private final int batch;
    private final Precision precision;
    private final Kernels kernels;
    private final Map<Tensor, double[]> inputs = new LinkedHashMap<>();

    Computed(int batch, Precision precision, Kernels kernels) {
        this.batch = batch;
        this.precision = precision;
        this.kernels = kernels;
    }

    /** What a leaf holds. */
    Computed with(Tensor leaf, double[] values) {
        inputs.put(leaf, values);
        return this;
    }

    double[] of(Tensor result) {
        return of(List.of(result)).get(0);
    }

    List<double[]> of(List<Tensor> results) {
        try (Plan plan = compile(results)) {
            plan.run(1);
            return results.stream().map(result -> get(plan.memory(result))).toList();
        }
    }

    /** A plan of results, with what the leaves hold in its memory. */
    Plan compile(List<Tensor> results) {
        Plan plan =
                new PlanBuilder(batch, precision, kernels, new Workspace())
                        .results(List.copyOf(inputs.keySet()))
                        .results(results)
                        .compile();
        inputs.forEach((leaf, values) -> put(plan.memory(leaf), values));
        return plan;
    }

    private static void put(Slice slice, double[] values) {
        for (int i = 0; i < values.length; i++) {
            slice.vector().put(slice.offset() + i, values[i]);
        }
    }

    private static double[] get(Slice slice) {
        double[] values = new double[slice.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = slice.vector().get(slice.offset() + i);
        }
        return values;
    }
}
