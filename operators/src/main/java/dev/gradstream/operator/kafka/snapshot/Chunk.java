package dev.gradstream.operator.kafka.snapshot;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record of the snapshots topic that was understood.
 *
 * @param headers empty for a tombstone
 */
record Chunk(ChunkKey key, Optional<ChunkHeaders> headers) {

    /**
     * Reads and checks everything but the digest, which only the whole has.
     *
     * @throws CorruptChunkException if the record is neither a chunk nor a tombstone of one
     */
    static Chunk of(ChunkKey key, ConsumerRecord<byte[], byte[]> record)
            throws CorruptChunkException {
        if (record.value() == null) {
            return new Chunk(key, Optional.empty());
        }
        ChunkHeaders headers = ChunkHeaders.decode(record.headers());
        if (headers.version() != key.version() || headers.chunk() != key.chunk()) {
            throw new CorruptChunkException(
                    "its key names version "
                            + key.version()
                            + ", chunk "
                            + key.chunk()
                            + ", but its headers version "
                            + headers.version()
                            + ", chunk "
                            + headers.chunk());
        }
        if (record.value().length != headers.length()) {
            throw new CorruptChunkException(
                    "it holds "
                            + record.value().length
                            + " bytes, but its headers ask for "
                            + headers.length());
        }
        return new Chunk(key, Optional.of(headers));
    }

    /** The key of a record, where it is a chunk's and of that model. */
    static Optional<ChunkKey> key(ConsumerRecord<byte[], byte[]> record, String model) {
        return Optional.ofNullable(record.key())
                .flatMap(ChunkKey::decode)
                .filter(key -> key.model().equals(model));
    }

    /** One sentence about a record that is no chunk. */
    static String complaint(ConsumerRecord<byte[], byte[]> record, CorruptChunkException problem) {
        return "record "
                + record.topic()
                + "-"
                + record.partition()
                + "@"
                + record.offset()
                + " was skipped: "
                + problem.getMessage();
    }
}
