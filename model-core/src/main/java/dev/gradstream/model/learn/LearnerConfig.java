package dev.gradstream.model.learn;

import dev.gradstream.model.data.Scaling;
import dev.gradstream.model.learn.scaler.FeatureLayout;
import dev.gradstream.model.loss.Loss;
import dev.gradstream.model.loss.OutputMeaning;
import dev.gradstream.model.nn.Sequential;
import dev.gradstream.model.nn.init.InitRule;
import dev.gradstream.model.optim.Optimization;
import dev.gradstream.model.optim.Optimizer;
import java.util.List;

/**
 * Everything that a learner is made from.
 *
 * @param featureCount values in a feature vector, at least 1
 * @param targetCount values in a target, at least 1
 * @param network the layers; must take the features, and give what the loss takes
 * @param loss what is minimised
 * @param optimization how
 * @param init first values of parameters, where they are not the layers' own; the first that
 *     matches counts
 * @param scaling of the features
 * @param layout which of the features are scaled, and whether any may be missing
 * @param targetScaling of the target, which must be numbers then: the loss is of scaled ones,
 *     predictions are in the unit that they came in
 * @param seed of initialisation and dropout
 */
public record LearnerConfig(
        int featureCount,
        int targetCount,
        Sequential network,
        Loss loss,
        Optimization optimization,
        List<InitRule> init,
        Scaling scaling,
        FeatureLayout layout,
        Scaling targetScaling,
        long seed) {
    public LearnerConfig {
        init = List.copyOf(init);
        if (featureCount < 1 || targetCount < 1) {
            throw new IllegalArgumentException(
                    "features and targets must be at least 1, got "
                            + featureCount
                            + " and "
                            + targetCount);
        }
        loss.requireWidths(network.outFeatures(featureCount), targetCount);
        if (!targetScaling.isNone() && loss.outputMeaning() != OutputMeaning.NUMBER) {
            throw new IllegalArgumentException(
                    "a target can be scaled under losses of any number, not under " + loss.name());
        }
    }

    /** Features that are all measurements and never missing, and a target as it is. */
    public LearnerConfig(
            int featureCount,
            int targetCount,
            Sequential network,
            Loss loss,
            Optimization optimization,
            List<InitRule> init,
            Scaling scaling,
            long seed) {
        this(
                featureCount,
                targetCount,
                network,
                loss,
                optimization,
                init,
                scaling,
                FeatureLayout.MEASUREMENTS,
                Scaling.NONE,
                seed);
    }

    /** An optimizer alone, and the layers' own initialisation. */
    public LearnerConfig(
            int featureCount,
            int targetCount,
            Sequential network,
            Loss loss,
            Optimizer optimizer,
            Scaling scaling,
            long seed) {
        this(
                featureCount,
                targetCount,
                network,
                loss,
                Optimization.of(optimizer),
                List.of(),
                scaling,
                seed);
    }
}
