package dev.gradstream.model.learn;

import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.graph.plan.Workspace;
import dev.gradstream.model.learn.scaler.Scalers;

/**
 * Predicts in evaluation mode. Rows are cut into chunks of one size, the last one padded: so a
 * row's prediction depends on nothing but the row.
 */
final class Evaluator implements AutoCloseable {
    private static final int CHUNK = 64;

    private final Scalers scalers;
    private final ModelPlan plan;
    private final int outputs;
    private final float[] scaled;
    private final float[] scaledTarget;
    private final float[] noTargets;
    private final float[] noWeights = new float[CHUNK];

    /**
     * @param model in evaluation mode
     */
    Evaluator(
            LearnerConfig config,
            ModelGraph model,
            Scalers scalers,
            ModelMemory memory,
            Workspace workspace) {
        this.scalers = scalers;
        plan = ModelPlan.forward(model, memory, CHUNK, workspace);
        outputs = model.output().shape().last();
        scaled = new float[CHUNK * config.featureCount()];
        scaledTarget = new float[CHUNK * config.targetCount()];
        noTargets = new float[CHUNK * config.targetCount()];
    }

    /**
     * The loss; hands on the outputs, chunk by chunk.
     *
     * @param weights what each row counts
     */
    Evaluation evaluate(MiniBatch batch, float[] weights, ScoredOutputs seen) {
        double lossSum = 0;
        double shareSum = 0;
        for (int row = 0; row < batch.size(); row += CHUNK) {
            int count = Math.min(CHUNK, batch.size() - row);
            scalers.features().scale(batch.features(), row, count, scaled);
            scalers.target().scale(batch.targets(), row, count, scaledTarget);
            plan.fill(scaled, scaledTarget, weights, row, count);
            plan.run(0);
            lossSum += plan.lossSum(count);
            shareSum += plan.shareSum(count);
            float[] output = plan.output();
            scalers.target().unscale(output, count);
            seen.take(batch, weights, row, count, output);
        }
        double loss = batch.isEmpty() ? Double.NaN : ModelPlan.loss(lossSum, shareSum);
        return new Evaluation(loss, shareSum, batch.size());
    }

    /** The outputs of rows, row-major; numbers in the target's own unit. */
    float[] predict(float[] features, int rows) {
        float[] all = new float[rows * outputs];
        for (int row = 0; row < rows; row += CHUNK) {
            int count = Math.min(CHUNK, rows - row);
            scalers.features().scale(features, row, count, scaled);
            plan.fill(scaled, noTargets, noWeights, 0, count);
            plan.run(0);
            float[] output = plan.output();
            scalers.target().unscale(output, count);
            System.arraycopy(output, 0, all, row * outputs, count * outputs);
        }
        return all;
    }

    @Override
    public void close() {
        plan.close();
    }
}
