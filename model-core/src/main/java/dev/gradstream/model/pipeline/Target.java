package dev.gradstream.model.pipeline;

import java.util.List;

/**
 * What is to be predicted.
 *
 * @param column the record's column
 * @param classes the labels, by whose position a class is numbered; empty for a number
 */
public record Target(String column, List<String> classes) {
    public Target {
        classes = List.copyOf(classes);
    }
}
