package dev.gradstream.model.train;

import dev.gradstream.model.data.Missing;
import dev.gradstream.model.data.column.Column;
import dev.gradstream.model.learn.LearnerConfig;
import dev.gradstream.model.learn.scaler.FeatureLayout;
import dev.gradstream.model.nn.Sequential;
import dev.gradstream.model.pipeline.Features;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.snapshot.ModelDesign;
import java.util.BitSet;

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
                layout(pipeline.features()),
                pipeline.target().scaling(),
                pipeline.seed(),
                pipeline.training().weighting().classes(),
                pipeline.training().weighting().keepNegatives());
    }

    private static FeatureLayout layout(Features features) {
        BitSet literal = new BitSet();
        int position = 0;
        for (Column column : features.vector()) {
            literal.set(position + column.scaledWidth(), position + column.width());
            position += column.width();
        }
        return new FeatureLayout(literal, features.missing() == Missing.MEAN);
    }

    /** What parameters of this pipeline are for. */
    public static ModelDesign design(Pipeline pipeline) {
        return new ModelDesign(
                pipeline.features().encodedNames(),
                pipeline.target().columns(),
                pipeline.target().classes(),
                pipeline.features().scaling().toString(),
                pipeline.target().scaling().toString(),
                pipeline.model().stream().map(Object::toString).toList(),
                pipeline.loss().toString(),
                pipeline.training().weighting().keepNegatives());
    }
}
