package dev.gradstream.operator.kafka.snapshot;

import dev.gradstream.operator.kafka.record.OutboundRecord;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Cuts snapshots into records that pass a broker with the default limit of 1 MB a message.
 *
 * <p>Each record's key is {@code <model>/<version>/<chunk>}. Its headers hold {@code
 * format.version}, {@code version}, {@code chunk.index}, {@code chunk.count}, {@code size} and
 * {@code sha256} of the whole, then whatever the trainer says of the version. All records go to
 * partition 0.
 */
public final class SnapshotChunks {
    /** Bytes of every chunk but the last, which may be shorter. */
    public static final int CHUNK_BYTES = 768 * 1024;

    private static final OptionalInt PARTITION = OptionalInt.of(0);

    private SnapshotChunks() {}

    /** How many chunks that many bytes make. */
    public static int count(long bytes) {
        return Math.toIntExact((bytes + CHUNK_BYTES - 1) / CHUNK_BYTES);
    }

    /**
     * Cuts a snapshot.
     *
     * @param model the pipeline's name
     * @param details goes into the headers of every chunk
     * @param snapshot the encoded snapshot, at least 1 byte
     */
    public static List<OutboundRecord> cut(
            String model, long version, Map<String, String> details, byte[] snapshot) {
        int chunks = count(snapshot.length);
        String digest = sha256(snapshot);
        return IntStream.range(0, chunks)
                .mapToObj(
                        chunk ->
                                new OutboundRecord(
                                        Optional.of(new ChunkKey(model, version, chunk).encode()),
                                        Optional.of(bytes(snapshot, chunk)),
                                        new ChunkHeaders(
                                                        version,
                                                        chunk,
                                                        chunks,
                                                        snapshot.length,
                                                        digest,
                                                        details)
                                                .encode(),
                                        PARTITION))
                .toList();
    }

    /** Tombstones for every chunk of a version, by which compaction removes it. */
    public static List<OutboundRecord> tombstones(String model, PublishedVersion version) {
        return IntStream.range(0, version.chunks())
                .mapToObj(
                        chunk ->
                                new OutboundRecord(
                                        Optional.of(
                                                new ChunkKey(model, version.version(), chunk)
                                                        .encode()),
                                        Optional.empty(),
                                        List.of(),
                                        PARTITION))
                .toList();
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static byte[] bytes(byte[] snapshot, int chunk) {
        int from = chunk * CHUNK_BYTES;
        return Arrays.copyOfRange(
                snapshot, from, from + Math.min(snapshot.length - from, CHUNK_BYTES));
    }
}
