package dev.gradstream.model.predict;

import dev.gradstream.model.loss.BCEWithLogitsLoss;
import dev.gradstream.model.loss.CrossEntropyLoss;
import dev.gradstream.model.loss.Loss;
import java.util.ArrayList;
import java.util.List;

/**
 * What a row of a network's outputs means, which is up to the loss that it was trained with.
 *
 * <ul>
 *   <li>{@code BCEWithLogitsLoss}: one logit; the second class has probability σ(logit), which
 *       itself is the number predicted where the target has no classes
 *   <li>{@code CrossEntropyLoss}: one logit a class; probabilities by softmax
 *   <li>others: one number
 * </ul>
 */
final class OutputReading {
    private final Loss loss;
    private final List<String> classes;

    /**
     * @param classes labels by number; empty for regression
     */
    OutputReading(Loss loss, List<String> classes) {
        this.loss = loss;
        this.classes = List.copyOf(classes);
    }

    /**
     * Reads one row.
     *
     * @param outputs {@code [rows, width]}
     */
    Prediction read(float[] outputs, int row, int width) {
        int from = row * width;
        if (loss instanceof CrossEntropyLoss) {
            return classification(softmax(outputs, from, width));
        }
        if (loss instanceof BCEWithLogitsLoss) {
            double positive = sigmoid(outputs[from]);
            return classes.isEmpty()
                    ? new Prediction.Regression(positive)
                    : classification(List.of(1 - positive, positive));
        }
        return new Prediction.Regression(outputs[from]);
    }

    private Prediction classification(List<Double> probabilities) {
        int best = 0;
        for (int i = 1; i < probabilities.size(); i++) {
            if (probabilities.get(i) > probabilities.get(best)) {
                best = i;
            }
        }
        return new Prediction.Classification(best, classes.get(best), probabilities);
    }

    private static double sigmoid(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    private static List<Double> softmax(float[] outputs, int from, int width) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < width; i++) {
            largest = Math.max(largest, outputs[from + i]);
        }
        double[] powers = new double[width];
        double sum = 0;
        for (int i = 0; i < width; i++) {
            powers[i] = Math.exp(outputs[from + i] - largest);
            sum += powers[i];
        }
        List<Double> probabilities = new ArrayList<>(width);
        for (double power : powers) {
            probabilities.add(power / sum);
        }
        return probabilities;
    }
}
