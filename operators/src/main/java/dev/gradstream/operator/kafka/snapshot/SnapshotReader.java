package dev.gradstream.operator.kafka.snapshot;

import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.operator.kafka.ClientProperties;
import dev.gradstream.operator.kafka.TopicReader;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Reads a model's versions from its snapshots topic: committed ones, and only whole ones.
 *
 * <p>Not thread-safe. Every method but {@link #close} throws {@link
 * dev.gradstream.operator.kafka.BrokerUnavailableException} when no broker answers.
 */
public final class SnapshotReader implements AutoCloseable {
    /** The largest snapshot that is read. */
    public static final long MAX_BYTES = 1L << 30;

    /** A version may go while it is read; so many times the next one is tried. */
    private static final int ATTEMPTS = 10;

    private final String model;
    private final Consumer<String> complaints;
    private final TopicReader topic;

    /**
     * @param complaints takes one sentence for each record or version that could not be used
     */
    public SnapshotReader(Pipeline pipeline, Consumer<String> complaints) {
        this.model = pipeline.name();
        this.complaints = complaints;
        this.topic =
                new TopicReader(
                        ClientProperties.reader(pipeline), pipeline.topics().snapshots(), 0);
    }

    /** The whole versions that stand on the topic, in ascending order. */
    public List<SnapshotSummary> list() {
        return index().whole();
    }

    /** The highest version that was ever begun, whole or not, as far as the topic remembers. */
    public OptionalLong highestVersion() {
        return index().highest();
    }

    /** The highest whole version; empty where there is none. */
    public Optional<StoredSnapshot> latest() {
        return fetch(
                index -> {
                    List<SnapshotSummary> whole = index.whole();
                    return whole.isEmpty()
                            ? Optional.empty()
                            : Optional.of(whole.get(whole.size() - 1));
                });
    }

    /** That version; empty where the topic does not hold it as a whole. */
    public Optional<StoredSnapshot> read(long version) {
        return fetch(index -> index.whole(version));
    }

    /** Chooses a version from what stands on the topic. */
    private interface Choice {
        Optional<SnapshotSummary> from(VersionIndex index);
    }

    private Optional<StoredSnapshot> fetch(Choice choice) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            VersionIndex index = index();
            Optional<SnapshotSummary> chosen = choice.from(index);
            if (chosen.isEmpty()) {
                return Optional.empty();
            }
            Optional<StoredSnapshot> snapshot = assemble(chosen.get(), index);
            if (snapshot.isPresent()) {
                return snapshot;
            }
        }
        throw new IllegalStateException(
                "versions of "
                        + model
                        + " are removed from topic "
                        + topic.topic()
                        + " faster than they can be read; snapshots.keep should be larger");
    }

    private Optional<StoredSnapshot> assemble(SnapshotSummary chosen, VersionIndex index) {
        SnapshotAssembler assembler = new SnapshotAssembler(model, MAX_BYTES, complaints);
        List<StoredSnapshot> assembled = new ArrayList<>();
        LongSummaryStatistics offsets = index.offsets(chosen.version());
        topic.forEach(
                offsets.getMin(),
                offsets.getMax() + 1,
                record -> assembler.accept(record).ifPresent(assembled::add));
        return assembled.stream().filter(snapshot -> snapshot.summary().equals(chosen)).findFirst();
    }

    private VersionIndex index() {
        VersionIndex index = new VersionIndex(model, complaints);
        topic.forEach(index::accept);
        return index;
    }

    @Override
    public void close() {
        topic.close();
    }
}
