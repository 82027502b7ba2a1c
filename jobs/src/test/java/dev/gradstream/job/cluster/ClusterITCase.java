package dev.gradstream.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.job.PipelineText;
import dev.gradstream.job.QuietListener;
import dev.gradstream.job.TopicWriter;
import dev.gradstream.job.embedded.EmbeddedKafka;
import dev.gradstream.job.run.LocalTraining;
import dev.gradstream.model.snapshot.SafeTensors;
import dev.gradstream.model.snapshot.Snapshot;
import dev.gradstream.operator.kafka.snapshot.SnapshotReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job jar on a cluster as users run it: submitted by Flink's command line, killed by {@code
 * kill -9}, stopped with {@code --drain}, and submitted again.
 */
final class ClusterITCase {
    private static final Path TARGET = Path.of("target");
    private static final Path JAR = TARGET.resolve("gradstream-job.jar");
    private static final int BATCH = 32;
    private static final int RECORDS = 20_000 * BATCH;
    private static final Pattern JOB_ID = Pattern.compile("JobID ([0-9a-f]{32})");

    @TempDir private Path folder;
    private String pipelineFile;

    @Test
    void aKilledTaskManagerChangesNothing() throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.start();
                StandaloneCluster cluster = new StandaloneCluster(folder, TARGET)) {
            PipelineText undisturbed = pipeline("undisturbed", broker);
            PipelineText killed = pipeline("killed", broker);
            Snapshot expected = trainHere(undisturbed, broker);

            try (TopicWriter topic = writer(killed, broker)) {
                fill(topic, 0, RECORDS / 2);
                String job = submit(cluster);
                awaitVersion(killed, 20);
                cluster.killTaskManager();
                cluster.startTaskManager();
                fill(topic, RECORDS / 2, RECORDS);
                awaitVersion(killed, RECORDS / BATCH / 100);
                assertThat(cluster.rest("/jobs/" + job + "/exceptions"))
                        .as("the job was restarted")
                        .contains("\"exceptionName\"");
                cluster.flink(
                        "stop", "--drain", "-p", folder.resolve("savepoints").toString(), job);
            }

            Snapshot learnt = latest(killed).orElseThrow();
            assertThat(learnt.examples()).isEqualTo(RECORDS).isEqualTo(expected.examples());
            assertThat(learnt.step()).isEqualTo(expected.step());
            for (int i = 0; i < expected.parameters().parameters().size(); i++) {
                assertThat(learnt.parameters().parameters().get(i).values())
                        .isEqualTo(expected.parameters().parameters().get(i).values());
            }
        }
    }

    private Snapshot trainHere(PipelineText pipeline, EmbeddedKafka broker) throws Exception {
        try (TopicWriter topic = writer(pipeline, broker);
                LocalTraining training = new LocalTraining(pipeline, new QuietListener())) {
            fill(topic, 0, RECORDS);
            return SafeTensors.decode(
                    training.run(topic.input(), Optional.empty(), folder.resolve("here"))
                            .snapshot()
                            .orElseThrow()
                            .bytes());
        }
    }

    private String submit(StandaloneCluster cluster) throws Exception {
        String printed =
                cluster.flink(
                        "run",
                        "--detached",
                        "-c",
                        "dev.gradstream.job.TrainJob",
                        JAR.toAbsolutePath().toString(),
                        "--pipeline",
                        pipelineFile);
        Matcher id = JOB_ID.matcher(printed);
        assertThat(id.find()).as(printed).isTrue();
        return id.group(1);
    }

    private void awaitVersion(PipelineText pipeline, long version) {
        try (SnapshotReader reader = new SnapshotReader(pipeline.get(), complaint -> {})) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> reader.highestVersion().orElse(0) >= version);
        }
    }

    private static Optional<Snapshot> latest(PipelineText pipeline) {
        try (SnapshotReader reader = new SnapshotReader(pipeline.get(), complaint -> {})) {
            return reader.latest().map(stored -> SafeTensors.decode(stored.bytes()));
        }
    }

    private PipelineText pipeline(String name, EmbeddedKafka broker) throws Exception {
        String text =
                """
                name: %s
                kafka: {bootstrap.servers: "%s"}
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
                        .formatted(name, broker.bootstrapServers(), BATCH);
        pipelineFile = write(name, text);
        return PipelineText.of(text, pipelineFile, Map.of());
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name + ".yaml"), text).toString();
    }

    private static TopicWriter writer(PipelineText pipeline, EmbeddedKafka broker)
            throws Exception {
        return new TopicWriter(
                broker.bootstrapServers(), pipeline.get().topics().features(), 1, Map.of());
    }

    private static void fill(TopicWriter topic, int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            Random random = new Random(i);
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            String line = "%.5f,%.5f,%d,%s".formatted(a, b, i % 7, a * b > 0 ? "high" : "low");
            topic.send(0, line.getBytes(StandardCharsets.UTF_8));
        }
        topic.flush();
    }
}
