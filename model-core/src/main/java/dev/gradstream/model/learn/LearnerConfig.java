package dev.gradstream.model.learn;

import dev.gradstream.model.data.Scaling;
import dev.gradstream.model.loss.Loss;
import dev.gradstream.model.nn.Sequential;
import dev.gradstream.model.optim.Optimizer;

/**
 * Everything that a learner is made from.
 *
 * @param featureCount values in a feature vector
 * @param targetCount values in a target
 * @param network the layers
 * @param loss what is minimised
 * @param optimizer how
 * @param scaling of the features
 * @param seed of initialisation and dropout
 */
public record LearnerConfig(
        int featureCount,
        int targetCount,
        Sequential network,
        Loss loss,
        Optimizer optimizer,
        Scaling scaling,
        long seed) {}
