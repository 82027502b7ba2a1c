package dev.gradstream.model.train;

import dev.gradstream.model.learn.Learner;
import dev.gradstream.model.learn.scaler.ScalerStates;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.snapshot.Snapshot;

/** A model from a file that training starts from. */
final class InitialModel {
    private InitialModel() {}

    /**
     * Loads parameters, and the scalers' statistics if the file has any.
     *
     * @throws IllegalArgumentException if the model is not one for this pipeline
     */
    static void load(Pipeline pipeline, Snapshot start, Learner learner) {
        start.requireFits(LearnerConfigs.design(pipeline));
        learner.load(start.parameters());
        learner.load(orOwn(start.scalers(), learner.scalerStates()));
    }

    /** What the file says nothing of is learnt from the stream. */
    private static ScalerStates orOwn(ScalerStates given, ScalerStates own) {
        return new ScalerStates(
                given.features().columns() == 0 ? own.features() : given.features(),
                given.target().columns() == 0 ? own.target() : given.target());
    }
}
