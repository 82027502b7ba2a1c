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
        NOT_A_WEIGHT,
        /** Nothing names the record, which features and labels are joined by. */
        MISSING_KEY,
        /** The event time is far ahead of the time at which the record was written. */
        FUTURE_TIME,
        /** Features of that key were there already. */
        DUPLICATE_FEATURES,
        /** The watermark had passed the features' event time. */
        LATE_FEATURES,
        /** The features of that key had a label already. */
        DUPLICATE_LABEL,
        /** The time in which a label counts was over. */
        LATE_LABEL,
        /** There are no features that the label could belong to. */
        ORPHAN_LABEL
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
