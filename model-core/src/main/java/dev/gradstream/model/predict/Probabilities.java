package dev.gradstream.model.predict;

import dev.gradstream.model.graph.SparsemaxThreshold;
import java.util.ArrayList;
import java.util.List;

/** Probabilities of what a network puts out. */
final class Probabilities {
    private Probabilities() {}

    static double sigmoid(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    /** Of logits, or logarithms of probabilities. */
    static List<Double> softmax(float[] outputs, int from, int width) {
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

    static List<Double> sparsemax(float[] outputs, int from, int width) {
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
