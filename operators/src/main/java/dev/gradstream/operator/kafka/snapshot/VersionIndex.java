package dev.gradstream.operator.kafka.snapshot;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Which versions stand on the topic, seen as compaction sees it: of each key the latest record
 * counts, and a tombstone removes it. Keeps headers only.
 */
final class VersionIndex {
    private final String model;
    private final Consumer<String> complaints;
    private final TreeMap<Long, Map<Integer, Located>> versions = new TreeMap<>();
    private long highest;

    private record Located(ChunkHeaders headers, long offset) {}

    VersionIndex(String model, Consumer<String> complaints) {
        this.model = model;
        this.complaints = complaints;
    }

    /** Takes the topic's next record. */
    void accept(ConsumerRecord<byte[], byte[]> record) {
        Chunk.key(record, model).ifPresent(key -> put(key, record));
    }

    private void put(ChunkKey key, ConsumerRecord<byte[], byte[]> record) {
        highest = Math.max(highest, key.version());
        Map<Integer, Located> chunks =
                versions.computeIfAbsent(key.version(), version -> new HashMap<>());
        chunks.remove(key.chunk());
        try {
            Chunk.of(key, record)
                    .headers()
                    .ifPresent(h -> chunks.put(key.chunk(), new Located(h, record.offset())));
        } catch (CorruptChunkException e) {
            complaints.accept(Chunk.complaint(record, e));
        }
    }

    /** The highest version that any record names, whole or not, removed or not; 0 for none. */
    long highest() {
        return highest;
    }

    /** The versions of which chunks stand, each with as many as reach its last, ascending. */
    List<PublishedVersion> standing() {
        return versions.entrySet().stream()
                .filter(version -> !version.getValue().isEmpty())
                .map(
                        version ->
                                new PublishedVersion(
                                        version.getKey(),
                                        Collections.max(version.getValue().keySet()) + 1))
                .toList();
    }

    /** The whole versions, in ascending order. */
    List<WholeVersion> whole() {
        return versions.values().stream()
                .filter(VersionIndex::isWhole)
                .map(VersionIndex::located)
                .toList();
    }

    /** The highest whole version but for some. */
    Optional<WholeVersion> newest(Set<WholeVersion> except) {
        return versions.descendingMap().values().stream()
                .filter(VersionIndex::isWhole)
                .map(VersionIndex::located)
                .filter(version -> !except.contains(version))
                .findFirst();
    }

    private static WholeVersion located(Map<Integer, Located> chunks) {
        LongSummaryStatistics offsets =
                chunks.values().stream().mapToLong(Located::offset).summaryStatistics();
        return new WholeVersion(
                SnapshotSummary.of(chunks.get(0).headers()), offsets.getMin(), offsets.getMax());
    }

    private static boolean isWhole(Map<Integer, Located> chunks) {
        // Keys are distinct and each is below its own chunk count, so equal counts mean all.
        return !chunks.isEmpty()
                && chunks.values().stream()
                                .map(located -> SnapshotSummary.of(located.headers()))
                                .distinct()
                                .count()
                        == 1
                && chunks.values().iterator().next().headers().chunks() == chunks.size();
    }
}
