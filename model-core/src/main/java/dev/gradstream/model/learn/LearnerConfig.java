package dev.gradstream.model.learn;

import dev.gradstream.model.data.Scaling;
import dev.gradstream.model.learn.scaler.FeatureLayout;
import dev.gradstream.model.loss.Loss;
import dev.gradstream.model.loss.OutputMeaning;
import dev.gradstream.model.loss.TargetKind;
import dev.gradstream.model.nn.Sequential;
import dev.gradstream.model.nn.init.InitRule;
import dev.gradstream.model.optim.Optimization;
import dev.gradstream.model.optim.Optimizer;
import java.util.List;
import java.util.Optional;

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
 * @param balanced that classes are weighted by how seldom they are learnt from; needs a single
 *     target of classes, or of 0 and 1
 * @param keepNegatives share of the examples of the first of two classes that is learnt from, in
 *     (0, 1]: predictions, and the losses of what is not for training, are those for all of them
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
        long seed,
        Optional<Balanced> balanced,
        double keepNegatives) {
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
        if (balanced.isPresent() && classes(network, loss, featureCount, targetCount) < 2) {
            throw new IllegalArgumentException(
                    "classes can be balanced of a single target of classes, or of 0 and 1");
        }
        if (!(keepNegatives > 0 && keepNegatives <= 1)) {
            throw new IllegalArgumentException(
                    "the share of the negatives that is kept must be above 0, up to 1, got "
                            + keepNegatives);
        }
        if (keepNegatives < 1) {
            SampledNegatives.requireCorrectable(loss, network.outFeatures(featureCount));
        }
    }

    /** Every class weighs the same, and all examples are learnt from. */
    public LearnerConfig(
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
        this(
                featureCount,
                targetCount,
                network,
                loss,
                optimization,
                init,
                scaling,
                layout,
                targetScaling,
                seed,
                Optional.empty(),
                1);
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

    /** Classes of a single target; 0 for anything else. */
    int classes() {
        return classes(network, loss, featureCount, targetCount);
    }

    private static int classes(Sequential network, Loss loss, int features, int targets) {
        TargetKind kind = loss.targetKind(targets);
        if (targets > 1 || kind == TargetKind.NUMBER) {
            return 0;
        }
        return kind == TargetKind.YES_OR_NO ? 2 : network.outFeatures(features);
    }
}
