package dev.gradstream.model.learn;

import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Graph.Mode;
import dev.gradstream.model.graph.Shape;
import dev.gradstream.model.graph.Tensor;
import dev.gradstream.model.graph.plan.Kernels;
import dev.gradstream.model.graph.plan.Plan;
import dev.gradstream.model.graph.plan.PlanBuilder;
import dev.gradstream.model.graph.plan.Precision;
import dev.gradstream.model.graph.plan.Slice;
import dev.gradstream.model.graph.plan.Workspace;
import dev.gradstream.model.learn.scaler.Scaler;
import dev.gradstream.model.learn.scaler.ScalerState;
import java.util.List;

/**
 * The loss of predicted numbers, in the unit of a scaling of one's choice. By it models are
 * compared that were learnt under different statistics of the target: each by itself reports its
 * loss in its own unit. Not thread-safe; holds native memory until closed.
 */
public final class PredictionLoss implements AutoCloseable {
    private static final int CHUNK = 64;

    private final int width;
    private final Scaler unit;
    private final Plan plan;
    private final Slice output;
    private final Slice target;
    private final Slice weight;
    private final Slice lossSlice;
    private final float[] scaled;
    private final float[] losses;

    /** The loss of a model whose target is numbers. */
    public PredictionLoss(LearnerConfig config) {
        width = config.targetCount();
        unit = Scaler.of(config.targetScaling(), width);
        Graph graph = new Graph(Mode.EVALUATION, config.seed());
        Tensor outputs = graph.input("output", Shape.of(Shape.BATCH, width));
        Tensor targets = graph.input("target", Shape.of(Shape.BATCH, width));
        Tensor weights = graph.input("weight", Shape.of(Shape.BATCH, 1));
        Tensor weighted = config.loss().losses(graph, outputs, targets).times(weights);
        plan =
                new PlanBuilder(CHUNK, Precision.FLOAT, Kernels.fastest(), new Workspace())
                        .results(List.of(outputs, targets, weights, weighted))
                        .compile();
        output = plan.memory(outputs);
        target = plan.memory(targets);
        weight = plan.memory(weights);
        lossSlice = plan.memory(weighted);
        scaled = new float[CHUNK * width];
        losses = new float[lossSlice.length()];
    }

    /**
     * The mean loss.
     *
     * @param predictions one row for each of the batch, in the target's own unit
     * @param scaling the statistics that predictions and targets are scaled with
     */
    public double mean(float[] predictions, MiniBatch batch, ScalerState scaling) {
        unit.load(scaling);
        double sum = 0;
        for (int row = 0; row < batch.size(); row += CHUNK) {
            int count = Math.min(CHUNK, batch.size() - row);
            unit.scale(predictions, row, count, scaled);
            output.put(scaled, 0, count * width);
            unit.scale(batch.targets(), row, count, scaled);
            target.put(scaled, 0, count * width);
            weight.put(batch.weights(), row, count);
            plan.run(0);
            sum += sum(count * width);
        }
        return sum / batch.size() / width;
    }

    private double sum(int count) {
        lossSlice.get(losses, 0, count);
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += losses[i];
        }
        return sum;
    }

    @Override
    public void close() {
        plan.close();
    }
}
