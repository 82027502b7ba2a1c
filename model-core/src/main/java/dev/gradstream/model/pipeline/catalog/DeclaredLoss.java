package dev.gradstream.model.pipeline.catalog;

import dev.gradstream.model.loss.Loss;
import dev.gradstream.model.pipeline.yaml.Section;

/**
 * A loss as a file declares it.
 *
 * @param place its arguments in the file
 */
public record DeclaredLoss(Loss loss, Section place) {

    /** What it asks of target and output. */
    public OutputRule rule() {
        return OutputRule.of(loss);
    }
}
