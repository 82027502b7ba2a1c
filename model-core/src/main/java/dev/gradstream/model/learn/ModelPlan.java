package dev.gradstream.model.learn;

import dev.gradstream.model.graph.Tensor;
import dev.gradstream.model.graph.plan.Kernels;
import dev.gradstream.model.graph.plan.NativeVector;
import dev.gradstream.model.graph.plan.Plan;
import dev.gradstream.model.graph.plan.PlanBuilder;
import dev.gradstream.model.graph.plan.Precision;
import dev.gradstream.model.graph.plan.Slice;
import dev.gradstream.model.graph.plan.Workspace;
import java.util.List;

/** A model compiled for one batch size, with the arrays that its rows go in and out by. */
final class ModelPlan implements AutoCloseable {
    private final Plan plan;
    private final Slice features;
    private final Slice target;
    private final Slice weight;
    private final Slice outputSlice;
    private final Slice lossSlice;
    private final float[] output;
    private final float[] losses;
    private final int rows;

    private ModelPlan(ModelGraph model, Plan plan, int rows) {
        this.plan = plan;
        this.rows = rows;
        features = plan.memory(model.features());
        target = plan.memory(model.target());
        weight = plan.memory(model.weight());
        outputSlice = plan.memory(model.output());
        lossSlice = plan.memory(model.losses());
        output = new float[outputSlice.length()];
        losses = new float[lossSlice.length()];
    }

    /** Computes outputs and losses. */
    static ModelPlan forward(
            ModelGraph model, ParameterStore store, int rows, Workspace workspace) {
        return new ModelPlan(model, builder(model, store, rows, workspace).compile(), rows);
    }

    /**
     * Computes outputs, losses and the gradients of their mean.
     *
     * @param learnt positions of the parameters whose gradients are wanted; those of the others
     *     stay 0, and cost nothing
     */
    static ModelPlan training(
            ModelGraph model,
            List<Integer> learnt,
            ParameterStore store,
            int rows,
            Workspace workspace) {
        PlanBuilder builder = builder(model, store, rows, workspace);
        List<Tensor> gradients =
                model.gradients(learnt.stream().map(model.parameters()::get).toList());
        for (int i = 0; i < gradients.size(); i++) {
            builder.result(gradients.get(i), store.slice(store.gradients(), learnt.get(i)));
        }
        return new ModelPlan(model, builder.compile(), rows);
    }

    private static PlanBuilder builder(
            ModelGraph model, ParameterStore store, int rows, Workspace workspace) {
        PlanBuilder builder =
                new PlanBuilder(rows, Precision.FLOAT, Kernels.fastest(), workspace)
                        .results(List.of(model.features(), model.target(), model.weight()))
                        .results(List.of(model.output(), model.losses()));
        NativeVector values = store.values();
        for (int i = 0; i < model.parameters().size(); i++) {
            builder.bind(model.parameters().get(i), store.slice(values, i));
        }
        return builder;
    }

    /**
     * Copies rows in.
     *
     * @param scaled features, from their first row on
     * @param targets scaled, from their first row on
     * @param firstRow of the weights
     * @param count at most the rows that the plan is for; what the rest computes is never read
     */
    void fill(float[] scaled, float[] targets, float[] weights, int firstRow, int count) {
        features.put(scaled, 0, count * (features.length() / rows));
        target.put(targets, 0, count * (target.length() / rows));
        weight.put(weights, firstRow, count);
    }

    void run(long step) {
        plan.run(step);
    }

    /** Outputs of the last run, row-major; filled again by the next call. */
    float[] output() {
        outputSlice.get(output, 0, output.length);
        return output;
    }

    /**
     * The sum of the losses of the first rows of the last run, divided by their number in a row.
     */
    double lossSum(int count) {
        int width = losses.length / rows;
        lossSlice.get(losses, 0, count * width);
        double sum = 0;
        for (int i = 0; i < count * width; i++) {
            sum += losses[i];
        }
        return sum / width;
    }

    @Override
    public void close() {
        plan.close();
    }
}
