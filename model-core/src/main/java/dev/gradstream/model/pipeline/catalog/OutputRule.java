package dev.gradstream.model.pipeline.catalog;

import java.util.Optional;

/** What a loss asks of the target and of the network's output. */
public enum OutputRule {
    /** One logit: of the second of two classes, or of a target that is 0 or 1. */
    ONE_LOGIT("2 classes or a number") {
        @Override
        boolean takes(int classes) {
            return classes == 0 || classes == 2;
        }

        @Override
        public int outputs(int classes) {
            return 1;
        }
    },
    /** A logit for each class. */
    LOGIT_PER_CLASS("2 or more classes") {
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
