package dev.gradstream.model.pipeline;

import dev.gradstream.model.data.Scaling;
import java.util.List;

/**
 * What is to be predicted.
 *
 * @param columns the record's columns: one for each output of the network, or a single one with the
 *     class
 * @param classes the labels of a single column, by whose position a class is numbered; empty for
 *     numbers, zeros and ones, or probabilities
 * @param scaling of numbers
 */
public record Target(List<String> columns, List<String> classes, Scaling scaling) {
    public Target {
        columns = List.copyOf(columns);
        classes = List.copyOf(classes);
    }

    /** A single column that is not scaled. */
    public Target(String column, List<String> classes) {
        this(List.of(column), classes, Scaling.NONE);
    }

    /** Values in the encoded target: the class index, or one for each column. */
    public int width() {
        return columns.size();
    }
}
