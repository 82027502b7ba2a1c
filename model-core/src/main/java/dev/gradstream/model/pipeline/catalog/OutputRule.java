package dev.gradstream.model.pipeline.catalog;

import dev.gradstream.model.loss.TargetKind;
import java.util.Optional;

/** What a loss asks of the target in the file and of the network's output. */
public enum OutputRule {
    /** One output: for the second of two classes, or for a target that is 0 or 1. */
    ONE_OUTPUT("2 classes or a number") {
        @Override
        boolean takes(int classes) {
            return classes == 0 || classes == 2;
        }

        @Override
        public int outputs(int classes) {
            return 1;
        }
    },
    /** An output for each class. */
    OUTPUT_PER_CLASS("2 or more classes") {
        @Override
        boolean takes(int classes) {
            return classes >= 2;
        }

        @Override
        public int outputs(int classes) {
            return classes;
        }
    },
    /** The number itself. */
    NUMBER("a number, without classes") {
        @Override
        boolean takes(int classes) {
            return classes == 0;
        }

        @Override
        public int outputs(int classes) {
            return 1;
        }
    };

    private final String target;

    /** The rule for losses of a kind. */
    public static OutputRule of(TargetKind kind) {
        return switch (kind) {
            case NUMBER -> NUMBER;
            case YES_OR_NO -> ONE_OUTPUT;
            case CLASS -> OUTPUT_PER_CLASS;
        };
    }

    OutputRule(String target) {
        this.target = target;
    }

    abstract boolean takes(int classes);

    /**
     * Width of the network's output.
     *
     * @param classes of a target that is {@linkplain #refusal not refused}; 0 for a number
     */
    public abstract int outputs(int classes);

    /**
     * Why a target does not suit the loss; empty if it does.
     *
     * @param classes of the target; 0 for a number
     */
    public Optional<String> refusal(int classes) {
        if (takes(classes)) {
            return Optional.empty();
        }
        String found = classes == 0 ? "is a number" : "has " + classes + " classes";
        return Optional.of("predicts " + target + ", but the target " + found);
    }
}
