package dev.gradstream.operator.kafka.snapshot;

/** A record on the snapshots topic is no chunk; the message says why in one sentence. */
final class CorruptChunkException extends Exception {
    private static final long serialVersionUID = 1L;

    CorruptChunkException(String message) {
        super(message);
    }
}
