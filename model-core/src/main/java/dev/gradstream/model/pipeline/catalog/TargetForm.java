package dev.gradstream.model.pipeline.catalog;

/**
 * How much a target holds.
 *
 * @param columns at least 1
 * @param classes of a single column; 0 where columns hold numbers
 */
public record TargetForm(int columns, int classes) {

    /** As a message says it, behind "the target". */
    String description() {
        if (classes > 0) {
            return "has " + classes + " classes";
        }
        return columns == 1 ? "is a number" : "has " + columns + " columns of numbers";
    }
}
