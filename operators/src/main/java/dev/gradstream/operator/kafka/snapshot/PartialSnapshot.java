package dev.gradstream.operator.kafka.snapshot;

import java.util.Map;
import java.util.TreeMap;

/** The chunks of one version that have come so far. */
final class PartialSnapshot {
    private final ChunkHeaders first;
    private final Map<Integer, byte[]> chunks = new TreeMap<>();
    private long heldBytes;

    PartialSnapshot(ChunkHeaders first) {
        this.first = first;
    }

    /**
     * Adds a chunk.
     *
     * @return bytes that are held for it: 0 if it was here already
     */
    int add(ChunkHeaders headers, byte[] value) throws CorruptChunkException {
        if (headers.chunks() != first.chunks() || headers.size() != first.size()) {
            throw new CorruptChunkException(
                    "it speaks of "
                            + headers.chunks()
                            + " chunks and "
                            + headers.size()
                            + " bytes, but chunks before it of "
                            + first.chunks()
                            + " and "
                            + first.size());
        }
        if (chunks.putIfAbsent(headers.chunk(), value) != null) {
            return 0;
        }
        heldBytes += value.length;
        return value.length;
    }

    boolean isComplete() {
        return chunks.size() == first.chunks();
    }

    long heldBytes() {
        return heldBytes;
    }

    /** The whole, once it is complete and if its digest is right. */
    StoredSnapshot join() throws CorruptChunkException {
        byte[] whole = new byte[Math.toIntExact(heldBytes)];
        int at = 0;
        for (byte[] chunk : chunks.values()) {
            System.arraycopy(chunk, 0, whole, at, chunk.length);
            at += chunk.length;
        }
        String digest = SnapshotChunks.sha256(whole);
        if (!digest.equals(first.sha256())) {
            throw new CorruptChunkException(
                    "it completes version "
                            + first.version()
                            + ", whose SHA-256 is "
                            + digest
                            + " and should be "
                            + first.sha256());
        }
        return new StoredSnapshot(SnapshotSummary.of(first), whole);
    }
}
