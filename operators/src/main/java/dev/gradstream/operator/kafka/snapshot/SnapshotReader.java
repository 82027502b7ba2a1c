package dev.gradstream.operator.kafka.snapshot;

import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.snapshot.SafeTensors;
import dev.gradstream.operator.kafka.ClientProperties;
import dev.gradstream.operator.kafka.TopicReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads a model's versions from its snapshots topic: committed ones, and only whole ones.
 *
 * <p>Not thread-safe. Every method but {@link #close} throws {@link
 * dev.gradstream.operator.kafka.BrokerUnavailableException} when no broker answers.
 */
public final class SnapshotReader implements AutoCloseable {
    /** A version may go while it is read; so many times the next one is tried. */
    private static final int ATTEMPTS = 10;

    private final String model;
    private final Consumer<String> complaints;
    private final TopicReader topic;

    /** Versions that stand there whole and yet could not be read. */
    private final Set<WholeVersion> unsound = new HashSet<>();

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
        return index().whole().stream().map(WholeVersion::summary).toList();
    }

    /** The versions that a new job goes on from, and removes in their turn. */
    public TopicVersions versions() {
        VersionIndex index = index();
        return new TopicVersions(index.highest(), index.standing());
    }

    /**
     * The highest whole version that is sound; empty where there is none. One whose bytes do not
     * have the digest that its headers name is complained about once, and passed over from then on.
     *
     * @throws IllegalStateException if versions go faster than they can be read
     */
    public Optional<StoredSnapshot> latest() {
        int gone = 0;
        while (gone < ATTEMPTS) {
            Optional<WholeVersion> newest = index().newest(unsound);
            if (newest.isEmpty()) {
                return Optional.empty();
            }
            Optional<StoredSnapshot> snapshot = assemble(newest.get());
            if (snapshot.isPresent()) {
                return snapshot;
            }
            if (index().whole().contains(newest.get())) {
                unsound.add(newest.get());
            } else {
                gone++;
            }
        }
        throw new IllegalStateException(
                "versions of "
                        + model
                        + " are removed from topic "
                        + topic.topic()
                        + " faster than they can be read; snapshots.keep should be larger");
    }

    private Optional<StoredSnapshot> assemble(WholeVersion chosen) {
        SnapshotAssembler assembler =
                new SnapshotAssembler(model, SafeTensors.MAX_BYTES, complaints);
        List<StoredSnapshot> assembled = new ArrayList<>();
        topic.forEach(
                chosen.firstOffset(),
                chosen.lastOffset() + 1,
                record -> assembler.accept(record).ifPresent(assembled::add));
        return assembled.stream()
                .filter(snapshot -> snapshot.summary().equals(chosen.summary()))
                .findFirst();
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
