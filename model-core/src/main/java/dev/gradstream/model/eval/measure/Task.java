package dev.gradstream.model.eval.measure;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a model predicts, as far as it decides what can be measured of it.
 *
 * @param classes labels by number; empty where a number is predicted
 * @param probabilities whether the scores of the classes are probabilities; a margin has none
 * @param quantile of the target that is predicted, in (0, 1); empty for anything else
 */
public record Task(List<String> classes, boolean probabilities, OptionalDouble quantile) {
    public Task {
        classes = List.copyOf(classes);
        if (classes.size() == 1) {
            throw new IllegalArgumentException("classes must be at least 2, got 1");
        }
    }

    /** Classes by probabilities. */
    public static Task classes(List<String> labels) {
        return new Task(labels, true, OptionalDouble.empty());
    }

    /** A number. */
    public static Task number() {
        return new Task(List.of(), false, OptionalDouble.empty());
    }

    public boolean isNumber() {
        return classes.isEmpty();
    }
}
