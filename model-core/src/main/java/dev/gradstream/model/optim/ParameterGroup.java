package dev.gradstream.model.optim;

import dev.gradstream.model.graph.NamePattern;

/**
 * Parameters that learn at a rate of their own.
 *
 * @param parameters their names
 * @param lr learning rate in place of the optimizer's, above 0
 */
public record ParameterGroup(NamePattern parameters, double lr) {
    public ParameterGroup {
        Range.above(0, "lr", lr);
    }
}
