package dev.gradstream.model.predict;

import dev.gradstream.model.loss.Loss;
import dev.gradstream.model.loss.OutputMeaning;
import dev.gradstream.model.loss.TargetKind;
import dev.gradstream.model.pipeline.Target;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A row of a network's outputs in the user's words, by what its loss takes them for. A margin knows
 * no probabilities: the predicted class is given 1. A class without a label is called by its
 * number; one whose probability is a target column, by that column.
 */
final class OutputReading {
    private final OutputMeaning meaning;
    private final List<String> columns;
    private final List<String> classes;

    OutputReading(Loss loss, Target target) {
        meaning = loss.outputMeaning();
        columns = target.columns();
        boolean distribution = loss.targetKind(columns.size()) == TargetKind.DISTRIBUTION;
        classes = distribution ? columns : target.classes();
    }

    /**
     * Reads one row.
     *
     * @param outputs {@code [rows, width]}, numbers in the target's own unit
     */
    Prediction read(float[] outputs, int row, int width) {
        int from = row * width;
        return switch (meaning.target()) {
            case CLASS, DISTRIBUTION -> classification(probabilities(outputs, from, width, width));
            case NUMBER, YES_OR_NO ->
                    columns.size() == 1 ? column(outputs, from) : several(outputs, from);
        };
    }

    private Prediction several(float[] outputs, int from) {
        Map<String, Prediction> predictions = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            predictions.put(columns.get(i), column(outputs, from + i));
        }
        return new Prediction.Several(predictions);
    }

    /** What one output says of its column. */
    private Prediction column(float[] outputs, int at) {
        return meaning.target() == TargetKind.NUMBER
                ? new Prediction.Regression(meaning.number(outputs[at]))
                : classification(probabilities(outputs, at, 1, 2));
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
