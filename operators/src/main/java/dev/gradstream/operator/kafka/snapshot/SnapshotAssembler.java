package dev.gradstream.operator.kafka.snapshot;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Puts snapshots together again from the records of the snapshots topic.
 *
 * <p>Chunks may come in any order, twice, or mixed with those of other versions; what is missing,
 * torn or forged never comes out. Chunks go together by version and digest, so that a version that
 * was published again after a failure never mixes with its first attempt. A version that was sent
 * twice as a whole comes out twice.
 *
 * <p>Not thread-safe.
 */
public final class SnapshotAssembler {
    private final String model;
    private final long maxBytes;
    private final Consumer<String> complaints;

    /** The one that was added to least recently comes first. */
    private final Map<Identity, PartialSnapshot> partials = new LinkedHashMap<>();

    private long heldBytes;

    private record Identity(long version, String sha256) {}

    /**
     * @param model the pipeline's name; other models' records are passed over
     * @param maxBytes most bytes that are held at any time, hence also the largest snapshot
     * @param complaints takes one sentence for each record or version that could not be used
     */
    public SnapshotAssembler(String model, long maxBytes, Consumer<String> complaints) {
        this.model = model;
        this.maxBytes = maxBytes;
        this.complaints = complaints;
    }

    /**
     * Takes the topic's next record.
     *
     * @return the version that it completes, if it does
     */
    public Optional<StoredSnapshot> accept(ConsumerRecord<byte[], byte[]> record) {
        Optional<ChunkKey> key = Chunk.key(record, model);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        try {
            Chunk chunk = Chunk.of(key.get(), record);
            if (chunk.headers().isEmpty()) {
                forget(chunk.key().version());
                return Optional.empty();
            }
            return add(chunk.headers().get(), record.value());
        } catch (CorruptChunkException e) {
            complaints.accept(Chunk.complaint(record, e));
            return Optional.empty();
        }
    }

    private Optional<StoredSnapshot> add(ChunkHeaders headers, byte[] value)
            throws CorruptChunkException {
        if (headers.size() > maxBytes) {
            throw new CorruptChunkException(
                    "its snapshot of "
                            + headers.size()
                            + " bytes is larger than the "
                            + maxBytes
                            + " that are allowed");
        }
        Identity identity = new Identity(headers.version(), headers.sha256());
        PartialSnapshot partial = partials.remove(identity);
        if (partial == null) {
            partial = new PartialSnapshot(headers);
        }
        // Put back at the end: what was added to last is given up last.
        partials.put(identity, partial);
        heldBytes += partial.add(headers, value);
        if (!partial.isComplete()) {
            giveUpOldest();
            return Optional.empty();
        }
        partials.remove(identity);
        heldBytes -= partial.heldBytes();
        return Optional.of(partial.join());
    }

    private void forget(long version) {
        Iterator<Map.Entry<Identity, PartialSnapshot>> entries = partials.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<Identity, PartialSnapshot> entry = entries.next();
            if (entry.getKey().version() == version) {
                heldBytes -= entry.getValue().heldBytes();
                entries.remove();
            }
        }
    }

    private void giveUpOldest() {
        Iterator<Map.Entry<Identity, PartialSnapshot>> entries = partials.entrySet().iterator();
        while (heldBytes > maxBytes) {
            Map.Entry<Identity, PartialSnapshot> oldest = entries.next();
            heldBytes -= oldest.getValue().heldBytes();
            entries.remove();
            complaints.accept(
                    "version "
                            + oldest.getKey().version()
                            + " was given up half-way: more than "
                            + maxBytes
                            + " bytes of unfinished versions");
        }
    }
}
