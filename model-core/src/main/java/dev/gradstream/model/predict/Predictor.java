package dev.gradstream.model.predict;

import dev.gradstream.model.learn.Learner;
import dev.gradstream.model.learn.LearnerConfig;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.snapshot.Snapshot;
import dev.gradstream.model.train.LearnerConfigs;
import java.util.ArrayList;
import java.util.List;

/** Predicts with one published model. Not thread-safe; holds native memory until closed. */
public final class Predictor implements AutoCloseable {
    private final Learner learner;
    private final int featureCount;
    private final OutputReading reading;

    /**
     * @param pipeline says what the layers are and how features and target are scaled
     * @param snapshot the parameters and the scalers' statistics
     * @throws IllegalArgumentException if the snapshot is of another model than the pipeline's
     */
    public Predictor(Pipeline pipeline, Snapshot snapshot) {
        snapshot.requireFits(LearnerConfigs.design(pipeline));
        LearnerConfig config = LearnerConfigs.of(pipeline);
        featureCount = config.featureCount();
        reading = new OutputReading(config.loss(), pipeline.target());
        learner = Learner.create(config);
        try {
            learner.load(snapshot.parameters());
            learner.load(snapshot.scalers());
        } catch (RuntimeException e) {
            learner.close();
            throw e;
        }
    }

    /**
     * Predicts for several examples.
     *
     * @param features as the schema encodes them, not scaled: {@code [rows, featureCount]}
     * @return one prediction a row
     * @throws IllegalArgumentException if {@code features} is shorter than its rows
     */
    public List<Prediction> predict(float[] features, int rows) {
        if (rows < 1 || features.length < (long) rows * featureCount) {
            throw new IllegalArgumentException(
                    rows
                            + " rows of "
                            + featureCount
                            + " features do not fit into "
                            + features.length
                            + " values");
        }
        float[] outputs = learner.predict(features, rows);
        int width = outputs.length / rows;
        List<Prediction> predictions = new ArrayList<>(rows);
        for (int row = 0; row < rows; row++) {
            predictions.add(reading.read(outputs, row, width));
        }
        return predictions;
    }

    /** Predicts for one example. */
    public Prediction predict(float[] features) {
        return predict(features, 1).get(0);
    }

    @Override
    public void close() {
        learner.close();
    }
}
