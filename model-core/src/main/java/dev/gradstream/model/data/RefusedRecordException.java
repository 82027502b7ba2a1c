package dev.gradstream.model.data;

/**
 * A record cannot be used; the message says in one sentence what is wrong and what would be right.
 */
public final class RefusedRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** The kinds of refusal, for counting: a bounded set of metric labels. */
    public enum Reason {
        EMPTY,
        TOO_LARGE,
        MALFORMED,
        COLUMN_COUNT,
        MISSING_COLUMN,
        MISSING_VALUE,
        NOT_A_NUMBER,
        NOT_FINITE,
        NOT_A_TIME,
        UNKNOWN_CLASS,
        UNKNOWN_CATEGORY,
        NO_PROBABILITY,
        NOT_A_WEIGHT
    }

    public RefusedRecordException(Reason reason, String message) {
        // Refusals are ordinary traffic: no stack trace, no suppression.
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
