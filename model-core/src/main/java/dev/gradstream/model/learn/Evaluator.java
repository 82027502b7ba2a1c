package dev.gradstream.model.learn;

import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.graph.Graph.Mode;
import dev.gradstream.model.graph.plan.Workspace;

/**
 * Predicts in evaluation mode. Rows are cut into chunks of one size, the last one padded: so a
 * row's prediction depends on nothing but the row.
 */
final class Evaluator implements AutoCloseable {
    private static final int CHUNK = 64;

    private final LearnerConfig config;
    private final Scaler scaler;
    private final ModelPlan plan;
    private final int outputs;
    private final float[] scaled;
    private final float[] noTargets;
    private final float[] noWeights = new float[CHUNK];

    Evaluator(LearnerConfig config, Scaler scaler, ParameterStore store, Workspace workspace) {
        this.config = config;
        this.scaler = scaler;
        ModelGraph model = ModelGraph.of(config, Mode.EVALUATION);
        plan = ModelPlan.forward(model, store, CHUNK, workspace);
        outputs = model.output().shape().last();
        scaled = new float[CHUNK * config.featureCount()];
        noTargets = new float[CHUNK * config.targetCount()];
    }

    /** Loss and correct rows; hands on the outputs, chunk by chunk. */
    Evaluation evaluate(MiniBatch batch, ScoredOutputs seen) {
        double loss = 0;
        int correct = 0;
        float[] target = new float[CHUNK * config.targetCount()];
        for (int row = 0; row < batch.size(); row += CHUNK) {
            int count = Math.min(CHUNK, batch.size() - row);
            scaler.scale(batch.features(), row, count, scaled);
            plan.fill(scaled, batch.targets(), batch.weights(), row, count);
            plan.run(0);
            loss += plan.lossSum(count);
            System.arraycopy(
                    batch.targets(),
                    row * config.targetCount(),
                    target,
                    0,
                    count * config.targetCount());
            float[] output = plan.output();
            correct += config.loss().correct(output, target, count, outputs);
            seen.take(batch, row, count, output);
        }
        return new Evaluation(loss / batch.size(), correct, batch.size());
    }

    /** The outputs of rows, row-major. */
    float[] predict(float[] features, int rows) {
        float[] all = new float[rows * outputs];
        for (int row = 0; row < rows; row += CHUNK) {
            int count = Math.min(CHUNK, rows - row);
            scaler.scale(features, row, count, scaled);
            plan.fill(scaled, noTargets, noWeights, 0, count);
            plan.run(0);
            System.arraycopy(plan.output(), 0, all, row * outputs, count * outputs);
        }
        return all;
    }

    @Override
    public void close() {
        plan.close();
    }
}
