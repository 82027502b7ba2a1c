package dev.gradstream.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.job.embedded.EmbeddedKafka;
import dev.gradstream.job.replay.FeatureProducer;
import dev.gradstream.job.replay.FeatureRecord;
import dev.gradstream.job.run.LocalTraining;
import dev.gradstream.job.run.TrainingInput;
import dev.gradstream.job.run.TrainingOutcome;
import dev.gradstream.model.snapshot.SafeTensors;
import dev.gradstream.model.snapshot.SnapshotDigest;
import dev.gradstream.operator.kafka.ClientProperties;
import dev.gradstream.operator.kafka.TopicReader;
import dev.gradstream.operator.kafka.Topics;
import dev.gradstream.operator.kafka.snapshot.SnapshotReader;
import dev.gradstream.operator.kafka.snapshot.SnapshotSummary;
import dev.gradstream.operator.kafka.snapshot.StoredSnapshot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
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
    private static final int BATCH = 4;
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
            training: {batch_size: %d, batch_timeout: none}
            snapshots: {every: 1 batches, keep: 2}
            """
                    .formatted(BATCH);

    private static final int VERSIONS = 8;
    private static final long TWENTY_MEGABYTES = 20_000_000;

    @TempDir private Path folder;

    @Test
    void aReaderSeesWholeVersionsWhileNewOnesComeAndOldOnesGo() throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.start(Map.of("log.cleaner.backoff.ms", "50"))) {
            PipelineText pipeline =
                    PipelineText.of(PIPELINE, "large.yaml", Map.of()).at(broker.bootstrapServers());
            createEagerlyCompactedTopic(pipeline, broker.bootstrapServers());
            List<Long> seen = new CopyOnWriteArrayList<>();
            TrainingOutcome outcome = trainWhileReading(pipeline, seen);

            assertThat(seen).isSorted().endsWith((long) VERSIONS);
            assertThat(new HashSet<>(seen)).hasSizeGreaterThanOrEqualTo(VERSIONS / 2);
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

    /**
     * @param seen takes the versions that a reader gets meanwhile, one after the other
     */
    private TrainingOutcome trainWhileReading(PipelineText pipeline, List<Long> seen)
            throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> reading =
                CompletableFuture.runAsync(() -> readUntil(done, pipeline, seen));
        TrainingOutcome outcome;
        try (LocalTraining training = new LocalTraining(pipeline, new QuietListener())) {
            CompletableFuture<TrainingOutcome> trained =
                    CompletableFuture.supplyAsync(() -> train(training));
            feed(pipeline, () -> newest(seen), () -> reading.isDone() || trained.isDone());
            training.stop();
            outcome = trained.get();
        } finally {
            done.set(true);
        }
        reading.get();
        return outcome;
    }

    private TrainingOutcome train(LocalTraining training) {
        try {
            return training.run(TrainingInput.stream(), Optional.empty(), folder);
        } catch (Exception e) {
            throw new AssertionError("the job failed", e);
        }
    }

    /** Sends what one version is made of, each time that the reader is but one version behind. */
    private static void feed(PipelineText pipeline, LongSupplier newest, BooleanSupplier failed)
            throws Exception {
        try (Topics topics = new Topics(pipeline.get())) {
            topics.ensureFeatures(1);
        }
        try (FeatureProducer producer = new FeatureProducer(pipeline.get())) {
            for (int version = 1; version <= VERSIONS; version++) {
                for (int i = 0; i < BATCH; i++) {
                    String line = i % 3 + ",1,0.5," + i % 2;
                    producer.send(
                            new FeatureRecord(
                                    Optional.empty(), line.getBytes(StandardCharsets.UTF_8)));
                }
                producer.flush();
                long awaited = version == VERSIONS ? VERSIONS : version - 1;
                Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> failed.getAsBoolean() || newest.getAsLong() >= awaited);
            }
        }
    }

    private static long newest(List<Long> seen) {
        return seen.isEmpty() ? 0 : seen.get(seen.size() - 1);
    }

    /** Each version that is added was decoded, so it was whole. */
    private static void readUntil(AtomicBoolean done, PipelineText pipeline, List<Long> seen) {
        try (SnapshotReader reader = reader(pipeline)) {
            while (!done.get()) {
                Optional<StoredSnapshot> latest = reader.latest();
                latest.map(snapshot -> SafeTensors.decode(snapshot.bytes()).version())
                        .ifPresent(seen::add);
            }
        }
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
