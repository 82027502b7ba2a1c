package dev.gradstream.model.train;

import dev.gradstream.model.learn.LearnerConfig;
import dev.gradstream.model.nn.Sequential;
import dev.gradstream.model.pipeline.Features.Column;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.snapshot.ModelDesign;

/** What a pipeline file says about the learner. */
public final class LearnerConfigs {
    private LearnerConfigs() {}

    public static LearnerConfig of(Pipeline pipeline) {
        return new LearnerConfig(
                pipeline.features().width(),
                pipeline.targetCount(),
                new Sequential(pipeline.model()),
                pipeline.loss(),
                pipeline.optimization(),
                pipeline.init(),
                pipeline.features().scaling(),
                pipeline.target().scaling(),
                pipeline.seed());
    }

    /** What parameters of this pipeline are for. */
    public static ModelDesign design(Pipeline pipeline) {
        return new ModelDesign(
                pipeline.features().columns().stream().map(Column::name).toList(),
                pipeline.target().columns(),
                pipeline.target().classes(),
                pipeline.features().scaling().toString(),
                pipeline.target().scaling().toString(),
                pipeline.model().stream().map(Object::toString).toList(),
                pipeline.loss().toString());
    }
}
