package dev.gradstream.model.snapshot;

/** Snapshots as safetensors bytes. */
public final class SafeTensors {
    private SafeTensors() {}

    /** Encodes; equal snapshots give equal bytes. */
    public static byte[] encode(Snapshot snapshot) {
        throw new UnsupportedOperationException();
    }

    /**
     * Decodes a snapshot, or a file of parameters alone (then all else is empty or 0).
     *
     * @throws SnapshotFormatException if the bytes are not a whole, sound file
     */
    public static Snapshot decode(byte[] bytes) {
        throw new UnsupportedOperationException();
    }
}
