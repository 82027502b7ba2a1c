package dev.gradstream.model.loss;

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

    private final TargetKind target;

    OutputMeaning(TargetKind target) {
        this.target = target;
    }

    /** What such outputs are compared with. */
    public TargetKind target() {
        return target;
    }

    /** As {@link Loss#correct}. */
    int correct(float[] output, float[] target, int rows, int targets, int outputs) {
        return switch (this) {
            case NUMBER, POSITIVE_NUMBER, LOG_NUMBER -> 0;
            case LOGIT, MARGIN -> rowsOnTheirSide(0, output, target, rows, outputs);
            case PROBABILITY -> rowsOnTheirSide(0.5f, output, target, rows, outputs);
            case LOGITS, LOG_PROBABILITIES, SPARSE_SCORES ->
                    largestWhereTargetSays(output, target, rows, targets, outputs);
        };
    }

    private static int rowsOnTheirSide(
            float threshold, float[] output, float[] target, int rows, int outputs) {
        int correct = 0;
        for (int row = 0; row < rows; row++) {
            boolean right = true;
            for (int i = row * outputs; i < (row + 1) * outputs; i++) {
                right &= (output[i] > threshold) == (target[i] > 0.5f);
            }
            correct += right ? 1 : 0;
        }
        return correct;
    }

    private static int largestWhereTargetSays(
            float[] output, float[] target, int rows, int targets, int outputs) {
        int correct = 0;
        for (int row = 0; row < rows; row++) {
            int right = targets == 1 ? (int) target[row] : argmax(target, row * targets, targets);
            correct += argmax(output, row * outputs, outputs) == right ? 1 : 0;
        }
        return correct;
    }

    private static int argmax(float[] values, int from, int count) {
        int best = 0;
        for (int i = 1; i < count; i++) {
            best = values[from + i] > values[from + best] ? i : best;
        }
        return best;
    }
}
