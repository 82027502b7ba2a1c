package dev.gradstream.model.predict;

import dev.gradstream.model.graph.SparsemaxThreshold;
import dev.gradstream.model.loss.Loss;
import dev.gradstream.model.loss.OutputMeaning;
import java.util.ArrayList;
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
        return switch (meaning) {
            case NUMBER, POSITIVE_NUMBER -> new Prediction.Regression(outputs[from]);
            case LOG_NUMBER -> new Prediction.Regression(Math.exp(outputs[from]));
            case LOGIT -> secondClass(sigmoid(outputs[from]));
            case PROBABILITY -> secondClass(outputs[from]);
            case MARGIN -> secondClass(outputs[from] > 0 ? 1 : 0);
            case LOGITS, LOG_PROBABILITIES -> classification(softmax(outputs, from, width));
            case SPARSE_SCORES -> classification(sparsemax(outputs, from, width));
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

    private static List<Double> sparsemax(float[] outputs, int from, int width) {
        double[] scores = new double[width];
        for (int i = 0; i < width; i++) {
            scores[i] = outputs[from + i];
        }
        double threshold = SparsemaxThreshold.of(scores);
        List<Double> probabilities = new ArrayList<>(width);
        for (int i = 0; i < width; i++) {
            probabilities.add(Math.max(outputs[from + i] - threshold, 0));
        }
        return probabilities;
    }
}
