package dev.gradstream.model.pipeline;

import dev.gradstream.model.learn.Balanced;
import java.util.Optional;

/**
 * What examples of training count.
 *
 * @param field the field of a record that says how much it counts; without one each counts 1
 * @param classes that classes are weighted by how seldom they come; empty for the same weight
 * @param keepNegatives share of the examples of class 0 that is learnt from, in (0, 1]
 */
public record Weighting(Optional<String> field, Optional<Balanced> classes, double keepNegatives) {
    /** Every example counts 1. */
    public static final Weighting NONE = new Weighting(Optional.empty(), Optional.empty(), 1);

    public Weighting {
        if (!(keepNegatives > 0 && keepNegatives <= 1)) {
            throw new IllegalArgumentException(
                    "the share of the negatives that is kept must be above 0, up to 1, got "
                            + keepNegatives);
        }
    }
}
