package dev.gradstream.model.data;

/** Which part of the data an example belongs to. */
public enum Split {
    /** Predicted, scored, then learnt from. */
    TRAINING(0),
    /** Held out: only ever evaluated on, to choose by. */
    VALIDATION(1),
    /** Held out: evaluated on when a version is published; nothing is chosen by it. */
    TEST(2);

    private static final Split[] SPLITS = values();

    private final int code;

    Split(int code) {
        this.code = code;
    }

    /**
     * Which of the two goes first where an example is said to be for both: the test before the
     * validation, and either before training.
     */
    public Split first(Split other) {
        return code >= other.code ? this : other;
    }

    /** What stands for it in stored bytes. */
    public int code() {
        return code;
    }

    /**
     * The split that a code stands for.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Split ofCode(int code) {
        for (Split split : SPLITS) {
            if (split.code == code) {
                return split;
            }
        }
        throw new IllegalArgumentException("no split has the code " + code);
    }
}
