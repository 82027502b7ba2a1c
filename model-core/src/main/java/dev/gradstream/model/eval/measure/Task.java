package dev.gradstream.model.eval.measure;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a model predicts, as far as it decides what can be measured of it.
 *
 * @param classes labels by number; empty where a number is predicted
 * @param columns that are predicted beside each other: each of an example's counts as an example of
 *     its own, at least 1
 * @param probabilities whether the scores of the classes are probabilities; a margin has none
 * @param quantile of the target that is predicted, in (0, 1); empty for anything else
 */
public record Task(
        List<String> classes, int columns, boolean probabilities, OptionalDouble quantile) {
    public Task {
        classes = List.copyOf(classes);
        if (classes.size() == 1) {
            throw new IllegalArgumentException("classes must be at least 2, got 1");
        }
    }

    /** Classes by probabilities. */
    public static Task classes(List<String> labels) {
        return new Task(labels, 1, true, OptionalDouble.empty());
    }

    /** A number. */
    public static Task number() {
        return new Task(List.of(), 1, false, OptionalDouble.empty());
    }

    public boolean isNumber() {
        return classes.isEmpty();
    }
}
