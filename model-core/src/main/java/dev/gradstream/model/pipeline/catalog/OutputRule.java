package dev.gradstream.model.pipeline.catalog;

import dev.gradstream.model.loss.Loss;
import dev.gradstream.model.loss.TargetKind;
import java.util.Optional;

/** What a loss asks of the target in the file and of the network's output. */
public enum OutputRule {
    /** One output: for the second of two classes, or for each column that is 0 or 1. */
    YES_OR_NO("2 classes, or columns of 0 or 1") {
        @Override
        boolean takes(TargetForm target) {
            return target.classes() == 0 || target.classes() == 2;
        }

        @Override
        public int outputs(TargetForm target) {
            return target.columns();
        }
    },
    /** An output for each class. */
    CLASS("2 or more classes") {
        @Override
        boolean takes(TargetForm target) {
            return target.classes() >= 2;
        }

        @Override
        public int outputs(TargetForm target) {
            return target.classes();
        }
    },
    /** An output for each class, or for each column that holds the probability of one. */
    CLASS_OR_DISTRIBUTION("2 or more classes, or columns of their probabilities") {
        @Override
        boolean takes(TargetForm target) {
            return target.classes() >= 2 || target.columns() >= 2;
        }

        @Override
        public int outputs(TargetForm target) {
            return Math.max(target.classes(), target.columns());
        }
    },
    /** The numbers themselves. */
    NUMBER("numbers, without classes") {
        @Override
        boolean takes(TargetForm target) {
            return target.classes() == 0;
        }

        @Override
        public int outputs(TargetForm target) {
            return target.columns();
        }
    };

    private static final int SEVERAL = 2;

    private final String target;

    /** The rule for a loss. */
    public static OutputRule of(Loss loss) {
        return switch (loss.outputMeaning().target()) {
            case NUMBER -> NUMBER;
            case YES_OR_NO -> YES_OR_NO;
            case CLASS ->
                    loss.targetKind(SEVERAL) == TargetKind.DISTRIBUTION
                            ? CLASS_OR_DISTRIBUTION
                            : CLASS;
            case DISTRIBUTION -> CLASS_OR_DISTRIBUTION;
        };
    }

    OutputRule(String target) {
        this.target = target;
    }

    abstract boolean takes(TargetForm target);

    /**
     * Width of the network's output.
     *
     * @param target one that is {@linkplain #refusal not refused}
     */
    public abstract int outputs(TargetForm target);

    /** Why a target does not suit the loss; empty if it does. */
    public Optional<String> refusal(TargetForm form) {
        return takes(form)
                ? Optional.empty()
                : Optional.of("predicts " + target + ", but the target " + form.description());
    }
}
