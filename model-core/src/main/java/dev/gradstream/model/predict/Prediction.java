package dev.gradstream.model.predict;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a model says about one example. */
public sealed interface Prediction {

    /**
     * One of several classes.
     *
     * @param index the most probable class, from 0
     * @param label its name
     * @param probabilities of each class, in their order; their sum is 1
     */
    record Classification(int index, String label, List<Double> probabilities)
            implements Prediction {
        public Classification {
            probabilities = List.copyOf(probabilities);
        }

        /** Probability of the predicted class, in [0, 1]. */
        public double probability() {
            return probabilities.get(index);
        }
    }

    /**
     * A number.
     *
     * @param value in the target's unit
     */
    record Regression(double value) implements Prediction {}

    /**
     * Something for each of several columns.
     *
     * @param columns each target column's, by its name, in the pipeline file's order
     */
    record Several(Map<String, Prediction> columns) implements Prediction {
        public Several {
            columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        }
    }
}
