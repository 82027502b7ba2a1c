package dev.gradstream.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.job.embedded.EmbeddedKafka;
import dev.gradstream.job.run.LocalTraining;
import dev.gradstream.job.run.TrainingOutcome;
import dev.gradstream.model.snapshot.SafeTensors;
import dev.gradstream.model.snapshot.SnapshotDigest;
import dev.gradstream.operator.kafka.ClientProperties;
import dev.gradstream.operator.kafka.TopicReader;
import dev.gradstream.operator.kafka.snapshot.SnapshotReader;
import dev.gradstream.operator.kafka.snapshot.SnapshotSummary;
import dev.gradstream.operator.kafka.snapshot.StoredSnapshot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Models of 20 MB pass a broker with its default limit of 1 MB a message, and whoever reads while
 * new ones are written and old ones compacted away gets whole versions only.
 */
final class LargeModelITCase {
    private static final String PIPELINE =
            """
            name: large
            kafka: {bootstrap.servers: nowhere}
            features: {format: csv, columns: [x, y, z]}
            target: {column: t}
            model:
              - Linear: {out_features: 2048}
              - ReLU
              - Linear: {out_features: 2450}
              - ReLU
              - Linear: {out_features: 1}
            loss: MSELoss
            optimizer: {SGD: {lr: 0.001}}
            training: {batch_size: 4, batch_timeout: none}
            snapshots: {every: 1 batches, keep: 2}
            """;

    private static final int VERSIONS = 8;
    private static final long TWENTY_MEGABYTES = 20_000_000;

    @TempDir private Path folder;

    @Test
    void aReaderSeesWholeVersionsWhileNewOnesComeAndOldOnesGo() throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.start(Map.of("log.cleaner.backoff.ms", "50"))) {
            PipelineText pipeline =
                    PipelineText.of(PIPELINE, "large.yaml", Map.of()).at(broker.bootstrapServers());
            createEagerlyCompactedTopic(pipeline, broker.bootstrapServers());
            AtomicBoolean done = new AtomicBoolean();
            CompletableFuture<List<Long>> seen =
                    CompletableFuture.supplyAsync(() -> readUntil(done, pipeline));
            TrainingOutcome outcome;
            try {
                outcome = train(pipeline, broker.bootstrapServers());
            } finally {
                done.set(true);
            }

            assertThat(seen.get()).isSorted().endsWith((long) VERSIONS);
            StoredSnapshot last = outcome.snapshot().orElseThrow();
            assertThat(last.bytes().length).isGreaterThan((int) TWENTY_MEGABYTES);
            assertThat(SnapshotDigest.sha256(last.bytes())).isEqualTo(last.summary().sha256());
            assertThat(SafeTensors.decode(last.bytes()).version()).isEqualTo(VERSIONS);
            assertThat(versions(pipeline)).containsExactly(VERSIONS - 1L, (long) VERSIONS);
            awaitCompaction(pipeline);
            assertThat(versions(pipeline)).containsExactly(VERSIONS - 1L, (long) VERSIONS);
        }
    }

    private static void createEagerlyCompactedTopic(PipelineText pipeline, String bootstrapServers)
            throws Exception {
        Map<String, String> config =
                Map.of(
                        "cleanup.policy", "compact",
                        "segment.bytes", "4194304",
                        "min.cleanable.dirty.ratio", "0.01",
                        "delete.retention.ms", "100");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            String topic = pipeline.get().topics().snapshots();
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1).configs(config)))
                    .all()
                    .get();
        }
    }

    private TrainingOutcome train(PipelineText pipeline, String bootstrapServers) throws Exception {
        try (TopicWriter topic =
                        new TopicWriter(
                                bootstrapServers, pipeline.get().topics().features(), 1, Map.of());
                LocalTraining training = new LocalTraining(pipeline, new QuietListener())) {
            for (int i = 0; i < VERSIONS * 4; i++) {
                topic.send(0, (i % 3 + ",1,0.5," + i % 2).getBytes(StandardCharsets.UTF_8));
            }
            return training.run(topic.input(), Optional.empty(), folder);
        }
    }

    /** The versions that a reader got, one after the other; each was decoded, so it was whole. */
    private static List<Long> readUntil(AtomicBoolean done, PipelineText pipeline) {
        List<Long> versions = new ArrayList<>();
        try (SnapshotReader reader = reader(pipeline)) {
            for (boolean last = false; !last; ) {
                last = done.get();
                Optional<StoredSnapshot> latest = reader.latest();
                latest.map(snapshot -> SafeTensors.decode(snapshot.bytes()).version())
                        .ifPresent(versions::add);
            }
        }
        return versions;
    }

    private static List<Long> versions(PipelineText pipeline) {
        try (SnapshotReader reader = reader(pipeline)) {
            return reader.list().stream().map(SnapshotSummary::version).toList();
        }
    }

    private static SnapshotReader reader(PipelineText pipeline) {
        return new SnapshotReader(
                pipeline.get(),
                complaint -> {
                    throw new AssertionError(complaint);
                });
    }

    /** Waits until the broker has removed most of the chunks that have tombstones. */
    private static void awaitCompaction(PipelineText pipeline) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> bytesOnTopic(pipeline) < (VERSIONS - 2) * TWENTY_MEGABYTES);
    }

    private static long bytesOnTopic(PipelineText pipeline) {
        AtomicLong bytes = new AtomicLong();
        try (TopicReader topic =
                new TopicReader(
                        ClientProperties.reader(pipeline.get()),
                        pipeline.get().topics().snapshots(),
                        0)) {
            topic.forEach(record -> bytes.addAndGet(Math.max(0, record.serializedValueSize())));
        }
        return bytes.get();
    }
}
