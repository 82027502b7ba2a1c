package dev.gradstream.model.pipeline.catalog;

import dev.gradstream.model.loss.Loss;
import dev.gradstream.model.pipeline.yaml.Section;

/**
 * A loss as a file declares it.
 *
 * @param rule what it asks of target and output
 * @param place its arguments in the file
 */
public record DeclaredLoss(Loss loss, OutputRule rule, Section place) {}
