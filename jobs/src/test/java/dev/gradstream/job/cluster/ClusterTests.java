package dev.gradstream.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gradstream.job.PipelineText;
import dev.gradstream.job.QuietListener;
import dev.gradstream.job.TopicWriter;
import dev.gradstream.job.replay.Pace;
import dev.gradstream.job.run.LocalTraining;
import dev.gradstream.job.topic.TopicFollower;
import dev.gradstream.model.learn.StateDict.Parameter;
import dev.gradstream.model.snapshot.SafeTensors;
import dev.gradstream.model.snapshot.Snapshot;
import dev.gradstream.operator.kafka.snapshot.SnapshotReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job jar on a cluster as users run it: submitted by Flink's command line, killed by {@code
 * kill -9}, stopped with {@code --drain}, and submitted again.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ClusterTests {
    private static final int BATCH = 32;
    private static final int RECORDS = 12_000 * BATCH;
    private static final int RECORDS_A_SECOND = 5_000;
    private static final long LAST_VERSION = RECORDS / BATCH / 100;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern JOB_ID = Pattern.compile("JobID ([0-9a-f]{32})");

    private static final Pattern SAVEPOINT = Pattern.compile("Path: (file:\\S+)");

    private Path folder;
    private String missing = "";
    private Cluster cluster;
    private Optional<Snapshot> undisturbed = Optional.empty();

    /**
     * A broker and a Flink cluster.
     *
     * @param folder theirs and the test's, by the same path
     */
    abstract Cluster start(Path folder) throws Exception;

    /** Why no cluster can be started on this machine; empty where one can. */
    String missing() throws Exception {
        return "";
    }

    @BeforeAll
    final void startCluster(@TempDir Path shared) throws Exception {
        folder = shared;
        missing = missing();
        if (missing.isEmpty()) {
            cluster = start(shared);
        }
    }

    /** Each test says why; an assumption before all would leave them out without a word. */
    @BeforeEach
    final void clusterIsThere() {
        assumeTrue(missing.isEmpty(), missing);
    }

    @AfterAll
    final void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void aKilledTaskManagerChangesNothing() throws Exception {
        PipelineText pipeline = pipeline("killed");
        try (TopicWriter topic = writer(pipeline)) {
            fill(topic, 0, RECORDS / 2);
            String job = submit(pipeline);
            awaitVersion(pipeline, LAST_VERSION / 2);
            AtomicBoolean killed = new AtomicBoolean();
            CompletableFuture<Void> filling =
                    CompletableFuture.runAsync(() -> fillSlowly(topic, RECORDS / 2, killed));
            awaitVersion(pipeline, LAST_VERSION / 2 + 1);
            cluster.killTaskManager();
            long checkpointed = checkpointed(pipeline);
            killed.set(true);
            cluster.startTaskManager();
            filling.get();
            assertThat(checkpointed)
                    .as("records read by the last checkpoint before the kill")
                    .isLessThan(RECORDS);
            awaitVersion(pipeline, LAST_VERSION);
            assertThat(cluster.rest("/jobs/" + job + "/exceptions"))
                    .as("the job was restarted")
                    .contains("\"exceptionName\"");
            stop(job, "--drain");
        }

        assertSameAsUndisturbed(latest(pipeline));
    }

    @Test
    void aSavepointGoesOnUnderAnotherParallelismAndBack() throws Exception {
        PipelineText pipeline = pipeline("moved");
        try (TopicWriter topic = writer(pipeline)) {
            fill(topic, 0, RECORDS / 3);
            String job = submit(pipeline, "-p", "1");
            awaitVersion(pipeline, 20);
            job = submit(pipeline, "-p", "2", "-s", stop(job));
            fill(topic, RECORDS / 3, RECORDS * 2 / 3);
            awaitVersion(pipeline, LAST_VERSION / 2);
            job = submit(pipeline, "-p", "1", "-s", stop(job));
            fill(topic, RECORDS * 2 / 3, RECORDS);
            awaitVersion(pipeline, LAST_VERSION);
            stop(job, "--drain");
        }

        assertSameAsUndisturbed(latest(pipeline));
    }

    /** Features open before the move find their labels after it, and each is learnt once. */
    @Test
    void aJoinGoesOnUnderAnotherParallelismAndBack() throws Exception {
        PipelineText pipeline = withLabels("joined");
        int third = 20_000;
        try (TopicWriter features = writer(pipeline);
                TopicWriter labels =
                        new TopicWriter(
                                cluster.bootstrapServers(),
                                pipeline.get().topics().labels().orElseThrow(),
                                1,
                                Map.of())) {
            fill(features, labels, 0, third);
            String job = submit(pipeline, "-p", "1");
            awaitVersion(pipeline, 2);
            job = submit(pipeline, "-p", "2", "-s", stop(job));
            fill(features, labels, third, 2 * third);
            awaitVersion(pipeline, 8);
            job = submit(pipeline, "-p", "1", "-s", stop(job));
            fill(features, labels, 2 * third, 3 * third);
            awaitVersion(pipeline, 14);
            stop(job, "--drain");
        }

        assertThat(latest(pipeline).examples()).isEqualTo(3L * third);
        try (TopicFollower letters =
                TopicFollower.fromBeginning(
                        pipeline.get(), List.of(pipeline.get().topics().deadLetters()))) {
            List<String> reasons = new ArrayList<>();
            letters.drain(
                    letter ->
                            reasons.add(
                                    new String(
                                            letter.headers().lastHeader("reason").value(),
                                            StandardCharsets.UTF_8)));
            assertThat(reasons).isEmpty();
        }
    }

    /** Ten records a second of event time; labels ten minutes later, for two of three. */
    private static void fill(TopicWriter features, TopicWriter labels, int from, int to)
            throws Exception {
        for (int i = from; i < to; i++) {
            String feature = "%d,%d,%d,%d,%d".formatted(i, 100L * i, i % 3, i % 5, i % 7);
            features.send(0, feature.getBytes(StandardCharsets.UTF_8));
            int labelled = i - 6000;
            if (labelled >= 0 && labelled % 3 != 0) {
                String label = "%d,%d,%s".formatted(labelled, 100L * i, "high");
                labels.send(0, label.getBytes(StandardCharsets.UTF_8));
            }
        }
        features.flush();
        labels.flush();
    }

    private PipelineText withLabels(String name) throws Exception {
        String text =
                Files.readString(Path.of(pipeline(name).file()))
                        .replaceFirst(
                                "(?m)^features:.*$",
                                "features: {format: csv, key: id, event_time: ts,"
                                        + " columns: [a, b, c]}\nlabels: {key: id, event_time: ts,"
                                        + " within: 20m, otherwise: negative, idle_after: 1h}");
        Path file = Files.writeString(folder.resolve(name + ".yaml"), text);
        return PipelineText.of(text, file.toString(), Map.of());
    }

    private Snapshot undisturbed() throws Exception {
        if (undisturbed.isEmpty()) {
            undisturbed = Optional.of(trainHere(pipeline("undisturbed")));
        }
        return undisturbed.get();
    }

    private void assertSameAsUndisturbed(Snapshot learnt) throws Exception {
        Snapshot undisturbed = undisturbed();
        assertThat(learnt.examples()).isEqualTo(RECORDS).isEqualTo(undisturbed.examples());
        assertThat(learnt.step()).isEqualTo(undisturbed.step());
        List<Parameter> expected = undisturbed.parameters().parameters();
        for (int i = 0; i < expected.size(); i++) {
            assertThat(learnt.parameters().parameters().get(i).values())
                    .isEqualTo(expected.get(i).values());
        }
    }

    /**
     * Ends a job with a savepoint, and says where that is. Flink takes none while a task is not
     * running, as after a restart, whose first act is to make what was checkpointed visible.
     */
    private String stop(String job, String... options) throws Exception {
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> tasksRun(job));
        List<String> arguments = new ArrayList<>(List.of("stop"));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("-p", folder.resolve("savepoints").toString(), job));
        return found(SAVEPOINT, cluster.flink(arguments.toArray(String[]::new)));
    }

    private boolean tasksRun(String job) throws Exception {
        int vertices = 0;
        JsonNode byState = JSON.readTree(cluster.rest("/jobs/" + job)).path("status-counts");
        for (JsonNode count : byState) {
            vertices += count.asInt();
        }
        return vertices > 0 && byState.path("RUNNING").asInt() == vertices;
    }

    private Snapshot trainHere(PipelineText pipeline) throws Exception {
        try (TopicWriter topic = writer(pipeline);
                LocalTraining training = new LocalTraining(pipeline, new QuietListener())) {
            fill(topic, 0, RECORDS);
            return SafeTensors.decode(
                    training.run(topic.input(), Optional.empty(), folder.resolve("here"))
                            .snapshot()
                            .orElseThrow()
                            .bytes());
        }
    }

    private String submit(PipelineText pipeline, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("run", "--detached"));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("-c", "dev.gradstream.job.TrainJob"));
        arguments.add(cluster.jar());
        arguments.addAll(List.of("--pipeline", pipeline.file()));
        return found(JOB_ID, cluster.flink(arguments.toArray(String[]::new)));
    }

    private static String found(Pattern pattern, String printed) {
        Matcher matcher = pattern.matcher(printed);
        assertThat(matcher.find()).as(printed).isTrue();
        return matcher.group(1);
    }

    private void awaitVersion(PipelineText pipeline, long version) {
        try (SnapshotReader reader = new SnapshotReader(pipeline.get(), complaint -> {})) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> reader.versions().highest() >= version);
        }
    }

    private Snapshot latest(PipelineText pipeline) {
        try (SnapshotReader reader = new SnapshotReader(pipeline.get(), complaint -> {})) {
            return SafeTensors.decode(reader.latest().orElseThrow().bytes());
        }
    }

    /** Up to which offset records were read by the last checkpoint. */
    private long checkpointed(PipelineText pipeline) throws Exception {
        try (Admin admin = admin()) {
            return admin.listConsumerGroupOffsets(pipeline.get().name())
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(features(pipeline))
                    .offset();
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
    }

    private static TopicPartition features(PipelineText pipeline) {
        return new TopicPartition(pipeline.get().topics().features(), 0);
    }

    private PipelineText pipeline(String name) throws Exception {
        String text =
                """
                name: %s
                kafka: {bootstrap.servers: "${KAFKA_BOOTSTRAP_SERVERS:-%s}"}
                features: {format: csv, columns: [a, b, c], scaling: standard}
                target: {column: t, classes: [low, high]}
                model:
                  - Linear: {out_features: 16}
                  - ReLU
                  - Dropout: {p: 0.1}
                  - Linear: {out_features: 1}
                loss: BCEWithLogitsLoss
                optimizer: {Adam: {lr: 0.001}}
                seed: 7
                training: {batch_size: %d, batch_timeout: none}
                snapshots: {every: 100 batches, keep: 1000}
                """
                        .formatted(name, cluster.bootstrapServers(), BATCH);
        Path file = Files.writeString(folder.resolve(name + ".yaml"), text);
        return PipelineText.of(text, file.toString(), Map.of());
    }

    private TopicWriter writer(PipelineText pipeline) throws Exception {
        return new TopicWriter(
                cluster.bootstrapServers(), pipeline.get().topics().features(), 1, Map.of());
    }

    private void fill(TopicWriter topic, int from, int to) throws Exception {
        fill(topic, from, to, Pace.unlimited());
    }

    /** So slowly that there is something to send when the job is killed, and then all of it. */
    private void fillSlowly(TopicWriter topic, int from, AtomicBoolean killed) {
        try {
            Pace pace = Pace.of(RECORDS_A_SECOND);
            int next = from;
            while (next < RECORDS && !killed.get()) {
                fill(topic, next, next + BATCH, pace);
                next += BATCH;
            }
            fill(topic, next, RECORDS);
        } catch (Exception e) {
            throw new AssertionError("records were not sent", e);
        }
    }

    private void fill(TopicWriter topic, int from, int to, Pace pace) throws Exception {
        for (int i = from; i < to; i++) {
            pace.awaitNext();
            Random random = new Random(i);
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            String line = "%.5f,%.5f,%d,%s".formatted(a, b, i % 7, a * b > 0 ? "high" : "low");
            topic.send(0, line.getBytes(StandardCharsets.UTF_8));
        }
        topic.flush();
    }
}
