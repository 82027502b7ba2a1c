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
 * A loss by itself, of outputs that need not be a network's. Where the target is scaled it is in
 * the unit of a scaling of one's choice: by it models are compared that were learnt under different
 * statistics of the target, as each by itself reports its loss in its own unit. Not thread-safe;
 * holds native memory until closed.
 */
public final class PredictionLoss implements AutoCloseable {
    private final int chunk;
    private final int outputs;
    private final int targets;
    private final int width;
    private final boolean isScaled;
    private final Scaler unit;
    private final Plan plan;
    private final Slice output;
    private final Slice target;
    private final Slice loss;
    private final float[] scaled;

    /**
     * The loss that a learner minimises.
     *
     * @param chunk rows that are computed at a time, at least 1: all of them, however few are asked
     *     for
     */
    public PredictionLoss(LearnerConfig config, int chunk) {
        this.chunk = chunk;
        outputs = config.network().outFeatures(config.featureCount());
        targets = config.targetCount();
        isScaled = !config.targetScaling().isNone();
        unit = Scaler.of(config.targetScaling(), targets);
        Graph graph = new Graph(Mode.EVALUATION, config.seed());
        Tensor predicted = graph.input("output", Shape.of(Shape.BATCH, outputs));
        Tensor actual = graph.input("target", Shape.of(Shape.BATCH, targets));
        Tensor losses = config.loss().losses(graph, predicted, actual);
        plan =
                new PlanBuilder(chunk, Precision.FLOAT, Kernels.fastest(), new Workspace())
                        .results(List.of(predicted, actual, losses))
                        .compile();
        output = plan.memory(predicted);
        target = plan.memory(actual);
        loss = plan.memory(losses);
        width = loss.length() / chunk;
        scaled = new float[chunk * Math.max(outputs, targets)];
    }

    /** Losses of a row: one, or one for each output. */
    public int width() {
        return width;
    }

    /** Takes over the statistics that outputs and targets are scaled with, where they are. */
    public void setUnit(ScalerState scaling) {
        unit.load(scaling);
    }

    /**
     * The loss of each row.
     *
     * @param predictions {@code [rows, outputs]}, numbers in the target's own unit
     * @param actual {@code [rows, targets]}, in its own unit
     * @return {@code [rows, width]}, without weights
     */
    public float[] of(float[] predictions, float[] actual, int rows) {
        float[] losses = new float[rows * width];
        for (int row = 0; row < rows; row += chunk) {
            int count = Math.min(chunk, rows - row);
            put(predictions, row, count, outputs, output);
            put(actual, row, count, targets, target);
            plan.run(0);
            loss.get(losses, row * width, count * width);
        }
        return losses;
    }

    /** Only numbers are scaled, which are as wide as their outputs. */
    private void put(float[] values, int row, int count, int columns, Slice into) {
        if (isScaled) {
            unit.scale(values, row, count, scaled);
        } else {
            System.arraycopy(values, row * columns, scaled, 0, count * columns);
        }
        into.put(scaled, 0, count * columns);
    }

    /** The mean of a batch's weighted losses; predictions are as of {@link #of}. */
    public double mean(float[] predictions, MiniBatch batch) {
        return sum(predictions, batch.targets(), batch.weights(), batch.size()) / batch.size();
    }

    /** The sum of rows' weighted losses; predictions and targets are as of {@link #of}. */
    public double sum(float[] predictions, float[] actual, float[] weights, int rows) {
        float[] losses = of(predictions, actual, rows);
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < width; i++) {
                sum += losses[row * width + i] * weights[row];
            }
        }
        return sum / width;
    }

    @Override
    public void close() {
        plan.close();
    }
}
