package dev.gradstream.model.snapshot;

/** Bytes are not a snapshot; the message says what is wrong and what would be right. */
public final class SnapshotFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message one sentence
     */
    public SnapshotFormatException(String message) {
        super(message);
    }
}
