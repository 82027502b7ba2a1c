package dev.gradstream.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gradstream.job.PipelineText;
import dev.gradstream.job.QuietListener;
import dev.gradstream.job.TopicWriter;
import dev.gradstream.job.run.LocalTraining;
import dev.gradstream.operator.metric.MetricName;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Prometheus scrapes a cluster, the exporter and a producer, each in a process of its own,
 * with the shipped configuration; every expression of the shipped dashboards and alerts has an
 * answer.
 */
abstract class PrometheusTests {
    private static final Path TARGET = Path.of("target");
    private static final int ROWS = 4000;

    @TempDir private Path folder;
    private final List<Process> processes = new ArrayList<>();

    /** Why no Prometheus can be started on this machine; empty where one can. */
    abstract String missing() throws Exception;

    /**
     * Starts one.
     *
     * @param folder for its files
     * @param port where it listens
     * @param targets ports of this machine for the host names in the configuration
     */
    abstract Prometheus start(Path folder, int port, Map<String, Integer> targets) throws Exception;

    @AfterEach
    void endProcesses() {
        for (Process process : processes) {
            process.destroy();
            process.onExit().completeOnTimeout(process, 20, TimeUnit.SECONDS).join();
            process.destroyForcibly().onExit().join();
        }
    }

    @Test
    void everyExpressionHasAnAnswer() throws Exception {
        String missing = missing();
        assumeTrue(
                missing.isEmpty(),
                "NOT RUN: the dashboards' and alerts' expressions were not evaluated: " + missing);
        int exporterPort = freePort();
        int producerPort = freePort();
        int prometheusPort = freePort();
        try (StandaloneCluster cluster = new StandaloneCluster(folder, TARGET)) {
            String broker = cluster.bootstrapServers();
            Path classes = pipeline("two-classes", CLASSES, broker);
            Path numbers = pipeline("a-number", NUMBERS, broker);
            Path joined = pipeline("delayed-labels", JOINED, broker);
            learnNumbers(numbers, broker);
            produce(classes, producerPort);
            start(
                    "exporter",
                    "exporter",
                    "-f",
                    classes.toString(),
                    "-f",
                    numbers.toString(),
                    "--port",
                    Integer.toString(exporterPort));
            submit(cluster, classes);
            submit(cluster, joined);
            try (Prometheus prometheus =
                    start(
                            folder.resolve("prometheus"),
                            prometheusPort,
                            Map.of(
                                    "jobmanager",
                                    cluster.jobManagerMetricsPort(),
                                    "taskmanager",
                                    cluster.taskManagerMetricsPort(),
                                    "exporter",
                                    exporterPort,
                                    "producer",
                                    producerPort))) {
                await(() -> targetsDown(prometheus).isEmpty());
                assertEveryExpressionIsAnswered(prometheus);
                assertEveryMetricIsThere(prometheus);
                assertAlertsAreWatched(prometheus);
                assertModelStaysWhenTheTaskManagerGoes(prometheus, cluster);
            }
        }
    }

    private static void submit(StandaloneCluster cluster, Path pipeline) throws Exception {
        cluster.flink(
                "run",
                "--detached",
                "-c",
                "dev.gradstream.job.TrainJob",
                cluster.jar(),
                "--pipeline",
                pipeline.toString());
    }

    private static void assertEveryExpressionIsAnswered(Prometheus prometheus) throws Exception {
        Map<String, String> expressions = DashboardExpressions.all();
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(
                        () -> {
                            List<String> unanswered = new ArrayList<>();
                            for (Map.Entry<String, String> asked : expressions.entrySet()) {
                                if (prometheus.numbers(asked.getValue()) == 0) {
                                    unanswered.add(asked.getKey() + ": " + asked.getValue());
                                }
                            }
                            assertThat(unanswered)
                                    .as("of " + expressions.size() + " expressions")
                                    .isEmpty();
                        });
        for (Map.Entry<String, List<String>> variable :
                DashboardExpressions.variables().entrySet()) {
            JsonNode values =
                    prometheus.get(
                            "label/" + variable.getValue().get(1) + "/values",
                            "match[]",
                            variable.getValue().get(0));
            assertThat(values).as(variable.getKey()).isNotEmpty();
        }
        System.out.println(expressions.size() + " expressions, each with an answer");
    }

    private static void assertEveryMetricIsThere(Prometheus prometheus) throws Exception {
        Set<String> names = new TreeSet<>();
        prometheus.get("label/__name__/values").forEach(name -> names.add(name.asText()));
        for (MetricName name : MetricName.values()) {
            assertThat(names).contains(name.prometheus());
        }
    }

    private static void assertAlertsAreWatched(Prometheus prometheus) {
        await(
                () -> {
                    JsonNode rules = prometheus.get("rules").at("/groups/0/rules");
                    int sound = 0;
                    for (JsonNode rule : rules) {
                        sound += rule.get("health").asText().equals("ok") ? 1 : 0;
                    }
                    return sound > 0 && sound == rules.size();
                });
    }

    private static void assertModelStaysWhenTheTaskManagerGoes(
            Prometheus prometheus, StandaloneCluster cluster) throws Exception {
        cluster.killTaskManager();
        await(() -> prometheus.numbers(MetricName.STEPS.prometheus()) == 0);
        assertThat(prometheus.numbers(MetricName.TOPIC_STEPS.prometheus())).isEqualTo(2);
        assertThat(prometheus.numbers(MetricName.TOPIC_LOSS.prometheus())).isEqualTo(5);
    }

    private static List<String> targetsDown(Prometheus prometheus) throws Exception {
        List<String> down = new ArrayList<>();
        for (JsonNode target : prometheus.get("targets").get("activeTargets")) {
            if (!target.get("health").asText().equals("up")) {
                down.add(target.get("scrapeUrl").asText() + " " + target.get("lastError").asText());
            }
        }
        return down;
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .ignoreException(ConnectException.class)
                .pollInterval(Duration.ofMillis(500))
                .until(condition);
    }

    private void learnNumbers(Path pipeline, String broker) throws Exception {
        PipelineText text = PipelineText.read(pipeline);
        try (TopicWriter topic =
                        new TopicWriter(broker, text.get().topics().features(), 1, Map.of());
                LocalTraining training = new LocalTraining(text, new QuietListener())) {
            Random random = new Random(2);
            for (int i = 0; i < ROWS; i++) {
                double a = random.nextGaussian();
                topic.send(
                        0, "%d,%.4f,%.4f".formatted(i, a, 2 * a).getBytes(StandardCharsets.UTF_8));
            }
            training.run(topic.input(), Optional.empty(), folder.resolve("numbers"));
        }
    }

    /** A file again and again, some of its rows no use. */
    private void produce(Path pipeline, int port) throws IOException {
        Random random = new Random(3);
        StringBuilder rows = new StringBuilder("id,a,t\n");
        for (int i = 0; i < ROWS; i++) {
            double a = random.nextGaussian();
            String value = i % 50 == 0 ? "none" : "%.4f".formatted(a);
            rows.append(i).append(',').append(value).append(',');
            rows.append(a + random.nextGaussian() > 0 ? "high" : "low").append('\n');
        }
        Path data = Files.writeString(folder.resolve("rows.csv"), rows);
        start(
                "producer",
                "produce",
                "-f",
                pipeline.toString(),
                "--data",
                data.toString(),
                "--epochs",
                "1000000",
                "--rate",
                "2000",
                "--metrics-port",
                Integer.toString(port));
    }

    private void start(String name, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
        command.add("dev.gradstream.job.cli.Gradstream");
        command.addAll(List.of(arguments));
        processes.add(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve(name + ".log").toFile())
                        .start());
    }

    private Path pipeline(String name, String rest, String broker) throws IOException {
        return Files.writeString(
                folder.resolve(name + ".yaml"),
                "name: %s\nkafka: {bootstrap.servers: \"%s\"}\n".formatted(name, broker) + rest);
    }

    private static final String CLASSES =
            """
            features:
              format: csv
              key: id
              columns: [a, {lag: {column: a, by: [1]}}]
              missing: zero
              scaling: standard
            target: {column: t, classes: [low, high]}
            model:
              - Linear: {out_features: 8}
              - ReLU
              - Linear: {out_features: 1}
            loss: BCEWithLogitsLoss
            optimizer: {Adam: {lr: 0.001}}
            training: {batch_size: 32, batch_timeout: 1s}
            validation: {fraction: 0.2, every: 20 batches}
            test: {fraction: 0.1}
            early_stopping: {patience: 1000000}
            snapshots: {every: 50 batches}
            """;

    private static final String NUMBERS =
            """
            features: {format: csv, key: id, columns: [a], scaling: standard}
            target: {column: t}
            model:
              - Linear: {out_features: 1}
            loss: MSELoss
            optimizer: {Adam: {lr: 0.01}}
            training: {batch_size: 32, batch_timeout: none}
            validation: {fraction: 0.2, every: 10 batches}
            """;

    /** Nothing comes for it: its operators count all the same. */
    private static final String JOINED =
            """
            features:
              format: csv
              key: id
              event_time: ts
              columns: [a]
            labels: {key: id, event_time: ts, within: 1m, otherwise: negative}
            target: {column: t, classes: [low, high]}
            model:
              - Linear: {out_features: 1}
            loss: BCEWithLogitsLoss
            optimizer: {Adam: {lr: 0.001}}
            """;

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
