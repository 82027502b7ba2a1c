package dev.gradstream.model.learn;

import dev.gradstream.model.graph.Tensor;
import dev.gradstream.model.graph.plan.Kernels;
import dev.gradstream.model.graph.plan.Plan;
import dev.gradstream.model.graph.plan.PlanBuilder;
import dev.gradstream.model.graph.plan.Precision;
import dev.gradstream.model.graph.plan.Slice;
import dev.gradstream.model.graph.plan.Workspace;
import java.util.List;
import java.util.Optional;

/** A model compiled for one batch size, with the arrays that its rows go in and out by. */
final class ModelPlan implements AutoCloseable {
    private final Plan plan;
    private final Slice features;
    private final Slice target;
    private final Slice weight;
    private final Slice outputSlice;
    private final float[] output;
    private final RowSums losses;
    private final Optional<RowSums> shares;
    private final int rows;

    private ModelPlan(ModelGraph model, Plan plan, int rows) {
        this.plan = plan;
        this.rows = rows;
        features = plan.memory(model.features());
        target = plan.memory(model.target());
        weight = plan.memory(model.weight());
        outputSlice = plan.memory(model.output());
        output = new float[outputSlice.length()];
        losses = new RowSums(plan.memory(model.losses()), rows);
        shares = model.shares().map(share -> new RowSums(plan.memory(share), rows));
    }

    /** Computes outputs and losses. */
    static ModelPlan forward(ModelGraph model, ModelMemory memory, int rows, Workspace workspace) {
        return new ModelPlan(model, builder(model, memory, rows, workspace).compile(), rows);
    }

    /**
     * Computes outputs, losses, the gradients of the loss and what becomes of the buffers.
     *
     * @param learnt positions of the parameters whose gradients are wanted; those of the others
     *     stay 0, and cost nothing
     */
    static ModelPlan training(
            ModelGraph model,
            List<Integer> learnt,
            ModelMemory memory,
            int rows,
            Workspace workspace) {
        PlanBuilder builder = builder(model, memory, rows, workspace);
        ParameterStore store = memory.parameters();
        List<Tensor> gradients =
                model.gradients(learnt.stream().map(model.parameters()::get).toList());
        for (int i = 0; i < gradients.size(); i++) {
            builder.result(gradients.get(i), store.slice(store.gradients(), learnt.get(i)));
        }
        int position = 0;
        for (Tensor after : model.graph().buffers().values()) {
            builder.result(after, memory.buffers().nextSlice(position++));
        }
        return new ModelPlan(model, builder.compile(), rows);
    }

    private static PlanBuilder builder(
            ModelGraph model, ModelMemory memory, int rows, Workspace workspace) {
        PlanBuilder builder =
                new PlanBuilder(rows, Precision.FLOAT, Kernels.fastest(), workspace)
                        .results(List.of(model.features(), model.target(), model.weight()))
                        .results(List.of(model.output(), model.losses()))
                        .results(model.shares().stream().toList());
        ParameterStore store = memory.parameters();
        for (int i = 0; i < model.parameters().size(); i++) {
            builder.bind(model.parameters().get(i), store.slice(store.values(), i));
        }
        int position = 0;
        for (Tensor buffer : model.graph().buffers().keySet()) {
            builder.bind(buffer, memory.buffers().slice(position++));
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

    /** Whether the features that were copied in are finite. */
    boolean featuresAreFinite() {
        return features.isFinite();
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
     * The loss of rows: that of a batch of classes that all weigh nothing is 0.
     *
     * @param lossSum the sum of {@link #lossSum} over chunks of them
     * @param shareSum the sum of {@link #shareSum}
     */
    static double loss(double lossSum, double shareSum) {
        return shareSum == 0 ? 0 : lossSum / shareSum;
    }

    /** The sum of the losses of the first rows of the last run, to be divided by their shares. */
    double lossSum(int count) {
        return losses.of(count) / losses.width();
    }

    /** What the first rows of the last run count in all: their number, if each counts 1. */
    double shareSum(int count) {
        return shares.isEmpty() ? count : shares.get().of(count);
    }

    @Override
    public void close() {
        plan.close();
    }
}
