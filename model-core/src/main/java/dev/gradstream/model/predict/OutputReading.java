package dev.gradstream.model.predict;

import dev.gradstream.model.loss.Loss;
import dev.gradstream.model.loss.OutputMeaning;
import java.util.Arrays;
import java.util.List;

/**
 * A row of a network's outputs in the user's words, by what its loss takes them for. A margin knows
 * no probabilities: the predicted class is given 1. A class without a label is called by its
 * number.
 */
final class OutputReading {
    private final OutputMeaning meaning;
    private final List<String> classes;

    /**
     * @param classes labels by number; empty where the target is a number
     */
    OutputReading(Loss loss, List<String> classes) {
        this.meaning = loss.outputMeaning();
        this.classes = List.copyOf(classes);
    }

    /**
     * Reads one row.
     *
     * @param outputs {@code [rows, width]}
     */
    Prediction read(float[] outputs, int row, int width) {
        int from = row * width;
        return switch (meaning.target()) {
            case NUMBER -> new Prediction.Regression(meaning.number(outputs[from]));
            case YES_OR_NO -> classification(probabilities(outputs, from, width, 2));
            case CLASS -> classification(probabilities(outputs, from, width, width));
        };
    }

    private List<Double> probabilities(float[] outputs, int from, int width, int classes) {
        double[] probabilities = new double[classes];
        if (meaning.hasProbabilities()) {
            meaning.classScores(outputs, from, width, probabilities, 0);
        } else {
            probabilities[meaning.predictedClass(outputs, from, width)] = 1;
        }
        return Arrays.stream(probabilities).boxed().toList();
    }

    private Prediction classification(List<Double> probabilities) {
        int best = 0;
        for (int i = 1; i < probabilities.size(); i++) {
            if (probabilities.get(i) > probabilities.get(best)) {
                best = i;
            }
        }
        return new Prediction.Classification(best, label(best), probabilities);
    }

    private String label(int number) {
        return classes.isEmpty() ? Integer.toString(number) : classes.get(number);
    }
}
