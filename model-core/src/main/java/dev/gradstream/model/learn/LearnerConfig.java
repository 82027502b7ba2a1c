package dev.gradstream.model.learn;

import dev.gradstream.model.data.Scaling;
import dev.gradstream.model.loss.Loss;
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
    }

    /** Features that are all scaled and never missing. */
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
                seed);
    }

    /** How many columns the scaler's statistics have: 0 where there is nothing to learn. */
    public int scalerColumns() {
        return scaling == Scaling.NONE && !layout.filled() ? 0 : featureCount;
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
