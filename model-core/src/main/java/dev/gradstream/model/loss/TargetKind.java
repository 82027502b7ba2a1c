package dev.gradstream.model.loss;

import dev.gradstream.model.data.TargetSchema;

/** What a loss compares a network's outputs with. */
public enum TargetKind {
    /** Numbers, one for each output. */
    NUMBER,
    /** 0 or 1, or a probability between, for each output. */
    YES_OR_NO,
    /** The number of a class, from 0, where the network has an output for each class. */
    CLASS,
    /** A probability for each class, where the network has an output for each; their sum is 1. */
    DISTRIBUTION;

    /** As {@link Loss#requireWidths}. */
    void requireWidths(String loss, int outputs, int targets) {
        if (this == CLASS) {
            requireClasses(loss, outputs, targets);
        } else if (outputs != targets) {
            throw new IllegalArgumentException(
                    loss
                            + " takes one output for each target, got "
                            + outputs
                            + " outputs and "
                            + targets
                            + " targets: the last layer needs out_features "
                            + targets);
        }
    }

    private static void requireClasses(String loss, int outputs, int targets) {
        if (outputs < 2 || targets != 1) {
            throw new IllegalArgumentException(
                    loss
                            + " takes one output for each of 2 or more classes and 1 target, got "
                            + outputs
                            + " outputs and "
                            + targets
                            + " targets");
        }
    }

    /** As {@link Loss#requireTargets}. */
    void requireTargets(float[] target, int rows, int outputs) {
        switch (this) {
            case CLASS -> requireClassNumbers(target, rows, outputs);
            case YES_OR_NO -> requireProbabilities(target, rows, outputs);
            case DISTRIBUTION -> {
                requireProbabilities(target, rows, outputs);
                requireSums(target, rows, outputs);
            }
            case NUMBER -> {
                // Any number will do.
            }
        }
    }

    private static void requireClassNumbers(float[] target, int rows, int outputs) {
        for (int row = 0; row < rows; row++) {
            if (!(target[row] >= 0 && target[row] < outputs && target[row] == (int) target[row])) {
                throw new IllegalArgumentException(
                        "row %d: the target must be a class number from 0 to %d, got %s"
                                .formatted(row, outputs - 1, target[row]));
            }
        }
    }

    private static void requireProbabilities(float[] target, int rows, int outputs) {
        for (int i = 0; i < rows * outputs; i++) {
            if (!(target[i] >= 0 && target[i] <= 1)) {
                throw new IllegalArgumentException(
                        "row %d: the target must be from 0 to 1, got %s"
                                .formatted(i / outputs, target[i]));
            }
        }
    }

    private static void requireSums(float[] target, int rows, int outputs) {
        for (int row = 0; row < rows; row++) {
            double sum = 0;
            for (int i = row * outputs; i < (row + 1) * outputs; i++) {
                sum += target[i];
            }
            if (Math.abs(sum - 1) > TargetSchema.SUM_TOLERANCE) {
                throw new IllegalArgumentException(
                        "row %d: the probabilities of the classes must add up to 1, got %s"
                                .formatted(row, sum));
            }
        }
    }
}
