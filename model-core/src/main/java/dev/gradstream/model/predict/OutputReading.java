package dev.gradstream.model.predict;

import dev.gradstream.model.loss.Loss;
import dev.gradstream.model.loss.OutputMeaning;
import dev.gradstream.model.loss.TargetKind;
import dev.gradstream.model.pipeline.Target;
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
        return switch (meaning) {
            case LOGITS, LOG_PROBABILITIES ->
                    classification(Probabilities.softmax(outputs, from, width));
            case SPARSE_SCORES -> classification(Probabilities.sparsemax(outputs, from, width));
            case NUMBER, POSITIVE_NUMBER, LOG_NUMBER, LOGIT, PROBABILITY, MARGIN ->
                    columns.size() == 1 ? column(outputs[from]) : several(outputs, from);
        };
    }

    private Prediction several(float[] outputs, int from) {
        Map<String, Prediction> predictions = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            predictions.put(columns.get(i), column(outputs[from + i]));
        }
        return new Prediction.Several(predictions);
    }

    /** What one output says of its column. */
    private Prediction column(float output) {
        return switch (meaning) {
            case NUMBER, POSITIVE_NUMBER -> new Prediction.Regression(output);
            case LOG_NUMBER -> new Prediction.Regression(Math.exp(output));
            case LOGIT -> secondClass(Probabilities.sigmoid(output));
            case PROBABILITY -> secondClass(output);
            case MARGIN -> secondClass(output > 0 ? 1 : 0);
            case LOGITS, LOG_PROBABILITIES, SPARSE_SCORES ->
                    throw new IllegalStateException(meaning + " say nothing one by one");
        };
    }

    private Prediction secondClass(double probability) {
        return classification(List.of(1 - probability, probability));
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
