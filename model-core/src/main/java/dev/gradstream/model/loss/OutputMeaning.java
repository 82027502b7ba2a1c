package dev.gradstream.model.loss;

import dev.gradstream.model.graph.SparsemaxThreshold;
import java.util.function.DoubleUnaryOperator;

/** What a network's outputs mean to the loss that it is trained with. */
public enum OutputMeaning {
    /** The predicted number. */
    NUMBER(TargetKind.NUMBER),
    /** The predicted number, which is never negative. */
    POSITIVE_NUMBER(TargetKind.NUMBER),
    /** The logarithm of the predicted number. */
    LOG_NUMBER(TargetKind.NUMBER),
    /** log(p / (1 − p)) of the probability p of target 1. */
    LOGIT(TargetKind.YES_OR_NO),
    /** The probability of target 1. */
    PROBABILITY(TargetKind.YES_OR_NO),
    /** Target 1 above 0, target 0 below; no probability. */
    MARGIN(TargetKind.YES_OR_NO),
    /** Logarithms of the classes' probabilities, up to a common summand. */
    LOGITS(TargetKind.CLASS),
    /** Logarithms of the classes' probabilities. */
    LOG_PROBABILITIES(TargetKind.CLASS),
    /** Scores of the classes, whose probabilities are their sparsemax. */
    SPARSE_SCORES(TargetKind.CLASS);

    /** A rate whose logarithm is still a float of common size. */
    private static final double LEAST = 1e-30;

    private final TargetKind target;

    OutputMeaning(TargetKind target) {
        this.target = target;
    }

    /** What such outputs are compared with. */
    public TargetKind target() {
        return target;
    }

    /** Whether {@link #classScores} are probabilities; of a margin they only rank. */
    public boolean hasProbabilities() {
        return target != TargetKind.NUMBER && this != MARGIN;
    }

    /** The number that an output predicts. */
    public double number(float output) {
        return this == LOG_NUMBER ? Math.exp(output) : output;
    }

    /**
     * The class that a row predicts.
     *
     * @param output row-major
     * @param from where the row begins
     * @param outputs its width
     */
    public int predictedClass(float[] output, int from, int outputs) {
        return switch (this) {
            case LOGIT, MARGIN -> output[from] > 0 ? 1 : 0;
            case PROBABILITY -> output[from] > 0.5f ? 1 : 0;
            default -> largest(output, from, outputs);
        };
    }

    /**
     * Writes a score in [0, 1] for each class, the probability where there is one.
     *
     * @param output row-major
     * @param from where the row begins
     * @param outputs its width
     * @param into takes 2 scores for an output, or one for each of several
     * @param at where they begin
     */
    public void classScores(float[] output, int from, int outputs, double[] into, int at) {
        switch (this) {
            case LOGIT, MARGIN -> secondClass(sigmoid(output[from]), into, at);
            case PROBABILITY -> secondClass(output[from], into, at);
            case SPARSE_SCORES -> sparsemax(output, from, outputs, into, at);
            default -> softmax(output, from, outputs, into, at);
        }
    }

    /** The output that predicts a number; what is below 0 where none can be, as good as 0. */
    public float outputOf(double number) {
        return (float) (this == LOG_NUMBER ? Math.log(Math.max(number, LEAST)) : number);
    }

    /**
     * The outputs that say how probable each class is.
     *
     * @param probabilities of each class, above 0; of two classes for an output that says yes or no
     * @return one output for each class, or the one that says yes or no
     */
    public float[] outputsOf(double[] probabilities) {
        double yes = probabilities[1];
        return switch (this) {
            case LOGIT -> new float[] {(float) Math.log(yes / probabilities[0])};
            case PROBABILITY -> new float[] {(float) yes};
            case MARGIN -> new float[] {yes > probabilities[0] ? 1 : -1};
            case SPARSE_SCORES -> each(probabilities, p -> p);
            default -> each(probabilities, Math::log);
        };
    }

    private static float[] each(double[] probabilities, DoubleUnaryOperator output) {
        float[] outputs = new float[probabilities.length];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = (float) output.applyAsDouble(probabilities[i]);
        }
        return outputs;
    }

    private static void secondClass(double probability, double[] into, int at) {
        into[at] = 1 - probability;
        into[at + 1] = probability;
    }

    private static double sigmoid(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    private static void softmax(float[] output, int from, int width, double[] into, int at) {
        double largest = output[from + largest(output, from, width)];
        double sum = 0;
        for (int i = 0; i < width; i++) {
            into[at + i] = Math.exp(output[from + i] - largest);
            sum += into[at + i];
        }
        for (int i = 0; i < width; i++) {
            into[at + i] /= sum;
        }
    }

    private static void sparsemax(float[] output, int from, int width, double[] into, int at) {
        double[] scores = new double[width];
        for (int i = 0; i < width; i++) {
            scores[i] = output[from + i];
        }
        double threshold = SparsemaxThreshold.of(scores);
        for (int i = 0; i < width; i++) {
            into[at + i] = Math.max(output[from + i] - threshold, 0);
        }
    }

    /** Where the largest of some values stands among them, the first of equals. */
    public static int largest(float[] values, int from, int count) {
        int best = 0;
        for (int i = 1; i < count; i++) {
            best = values[from + i] > values[from + best] ? i : best;
        }
        return best;
    }
}
