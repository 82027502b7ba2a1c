package dev.gradstream.model.train;

import dev.gradstream.model.learn.Learner;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.snapshot.Snapshot;

/** A model from a file that training starts from. */
final class InitialModel {
    private InitialModel() {}

    /**
     * Loads parameters, and the scaler's statistics if the file has any.
     *
     * @throws IllegalArgumentException if the model is not one for this pipeline
     */
    static void load(Pipeline pipeline, Snapshot start, Learner learner) {
        start.requireFits(LearnerConfigs.design(pipeline));
        learner.load(start.parameters());
        if (start.scaler().mean().length > 0) {
            requireScaling(pipeline, start);
            learner.load(start.scaler());
        }
    }

    private static void requireScaling(Pipeline pipeline, Snapshot start) {
        int statistics = start.scaler().mean().length;
        int needed = LearnerConfigs.of(pipeline).scalerColumns();
        if (statistics != needed) {
            throw new IllegalArgumentException(
                    "the initial model scales "
                            + statistics
                            + " feature values, but by the pipeline file it would be "
                            + needed);
        }
    }
}
