package dev.gradstream.job.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gradstream.job.ComposeFile;
import dev.gradstream.job.PipelineText;
import dev.gradstream.job.RootPom;
import dev.gradstream.model.snapshot.SafeTensors;
import dev.gradstream.model.snapshot.Snapshot;
import dev.gradstream.operator.kafka.snapshot.SnapshotReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The compose stack as it is shipped, in containers: it learns, Prometheus sees it, and whatever
 * container is lost it goes on, as {@code docker/README.md} says. Skipped where no engine with a
 * compose command is, or where it cannot have the images.
 */
final class StackITCase {
    private static final Path FILE = RootPom.ROOT.resolve("docker/pipeline.yaml");
    private static final int FLINK = 8081;
    private static final int PROMETHEUS = 9090;
    private static final int GRAFANA = 3000;
    private static final Path DASHBOARDS = RootPom.ROOT.resolve("dashboards/grafana/dashboards");

    private static List<String> services =
            List.of("kafka", "jobmanager", "taskmanager", "producer", "exporter", "prometheus");

    private static String missing = "";
    private static Stack stack;
    private static HealthChecks checks;

    @BeforeAll
    static void up() throws Exception {
        Optional<Stack> found = Stack.ofThisMachine();
        if (found.isEmpty()) {
            missing = "no container engine with a compose command is here";
            return;
        }
        for (String image : images()) {
            if (!found.get().has(image)) {
                missing =
                        image + " cannot be pulled; src/test/containers/build.sh makes a stand-in";
                return;
            }
        }
        checks = new HealthChecks(Stack.PROJECT);
        stack = found.get();
        if (stack.has(ComposeFile.image("grafana/grafana"))) {
            services = Stream.concat(services.stream(), Stream.of("grafana")).toList();
        }
        stack.up(services);
    }

    @AfterAll
    static void down() throws Exception {
        if (stack != null) {
            checks.close();
            List<String> before = stack.remains();
            stack.close();
            assertThat(before).as("so that the next question can be answered").isNotEmpty();
            assertThat(stack.remains()).isEmpty();
        }
    }

    @BeforeEach
    void itIsWellAndLearns() {
        // Each test says why it is skipped; an assumption in up() would leave them all out without
        // a word.
        assumeTrue(missing.isEmpty(), missing);
        await(
                () -> {
                    List<String> health = stack.health();
                    // Of TaskManagers there are two.
                    return health.size() == services.size() + 1
                            && health.stream()
                                    .allMatch(container -> container.endsWith(" healthy"));
                });
        await(() -> version() > 0);
    }

    @Test
    void prometheusSeesAll() throws Exception {
        awaitEveryTarget();
        awaitSeries("{__name__=~\"flink_.*gradstream.*\"}");
        awaitSeries("{job=\"exporter\",__name__=~\"gradstream_.*\"}");
        awaitSeries("{job=\"producer\",__name__=~\"gradstream_.*\"}");
        await(StackITCase::allRulesAreEvaluated);
    }

    @Test
    void grafanaHasTheDashboardsAndTheirData() throws Exception {
        assumeTrue(
                services.contains("grafana"),
                "NOT RUN: Grafana was left out, because "
                        + ComposeFile.image("grafana/grafana")
                        + " cannot be pulled; schema and queries are checked without it");
        try (Stream<Path> files = Files.list(DASHBOARDS)) {
            for (Path file : files.toList()) {
                String uid = found("\"uid\" : \"(gradstream-\\w+)\"", Files.readString(file));
                await(
                        () ->
                                stack.get(GRAFANA, "/api/dashboards/uid/" + uid)
                                        .contains("\"panels\""));
            }
        }
        String query = "/api/v1/query?query=gradstream_steps";
        await(
                () ->
                        stack.get(GRAFANA, "/api/datasources/proxy/uid/prometheus" + query)
                                .contains("\"value\""));
    }

    @Test
    void nothingRunsAsRootOrCanBecomeIt() throws Exception {
        for (String service : services) {
            assertThat(stack.execute(service, "cat /proc/1/status"))
                    .as(service)
                    .containsPattern("Uid:(\\s+[1-9]\\d*){4}\n")
                    .containsPattern("CapBnd:\\s+0+\n")
                    .containsPattern("NoNewPrivs:\\s+1\n");
        }
    }

    @Test
    void aTaskManagerThatIsKilledLeavesTheJobToTheOther() throws Exception {
        Snapshot before = latest();
        int learner = learner();
        long restored = restored();

        stack.kill("taskmanager", learner);
        try {
            await(() -> restored() > restored);
            awaitGoneOnFrom(before);
            assertThat(learner()).isEqualTo(3 - learner);
        } finally {
            stack.start("taskmanager", learner);
        }
    }

    @Test
    void aTaskManagerThatCrashesIsStartedAgain() throws Exception {
        Snapshot before = latest();
        long restored = restored();

        awaitStartedAgain("taskmanager", learner());

        await(() -> restored() > restored);
        awaitGoneOnFrom(before);
    }

    @Test
    void aLostJobManagerGoesOnFromItsNewestCheckpoint() throws Exception {
        Snapshot before = latest();
        String job = job();

        awaitStartedAgain("jobmanager", 1);

        assertThat(stack.log("jobmanager")).contains("gradstream-train: going on from ");
        await(() -> !job().equals(job) && restored() > 0);
        awaitGoneOnFrom(before);
    }

    @Test
    void aLostBrokerIsWaitedFor() throws Exception {
        Snapshot before = latest();

        awaitStartedAgain("kafka", 1);

        awaitGoneOnFrom(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"producer", "exporter", "prometheus"})
    void whatIsLostIsStartedAgain(String service) throws Exception {
        awaitStartedAgain(service, 1);

        awaitEveryTarget();
    }

    private static void awaitStartedAgain(String service, int replica) throws Exception {
        String started = stack.started(service, replica);
        stack.crash(service, replica);
        await(() -> !stack.started(service, replica).equals(started));
    }

    /** What is learnt after a loss stands on what was learnt before it. */
    private static void awaitGoneOnFrom(Snapshot before) throws Exception {
        await(() -> version() > 0);
        long version = version();
        await(() -> version() > version);
        assertThat(latest().version()).isGreaterThan(before.version());
        assertThat(latest().examples()).isGreaterThan(before.examples());
    }

    private static void awaitEveryTarget() {
        awaitSeries("count(up == 1) == 5");
    }

    private static void awaitSeries(String expression) {
        String query =
                "/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8);
        await(() -> stack.get(PROMETHEUS, query).contains("\"value\""));
    }

    private static boolean allRulesAreEvaluated() throws Exception {
        List<String> health =
                Pattern.compile("\"health\":\"(\\w+)\"")
                        .matcher(stack.get(PROMETHEUS, "/api/v1/rules"))
                        .results()
                        .map(rule -> rule.group(1))
                        .toList();
        return !health.isEmpty() && health.stream().allMatch("ok"::equals);
    }

    private static String job() throws Exception {
        return found("\"jid\":\"([0-9a-f]{32})\"", stack.get(FLINK, "/jobs/overview"));
    }

    /** How often the job has gone on from a checkpoint. */
    private static long restored() throws Exception {
        String checkpoints = stack.get(FLINK, "/jobs/" + job() + "/checkpoints");
        return Long.parseLong(found("\"restored\":(\\d+)", checkpoints));
    }

    /** Which of the TaskManagers has the job. */
    private static int learner() throws Exception {
        String vertex =
                found(
                        "\"vertices\":\\[\\{\"id\":\"([0-9a-f]{32})\"",
                        stack.get(FLINK, "/jobs/" + job()));
        String subtasks = stack.get(FLINK, "/jobs/" + job() + "/vertices/" + vertex);
        String address = found("\"taskmanager-id\":\"([^:]+):", subtasks);
        for (int taskManager : List.of(1, 2)) {
            if (stack.address("taskmanager", taskManager).equals(address)) {
                return taskManager;
            }
        }
        throw new AssertionError("no TaskManager has the address " + address);
    }

    /** The newest whole version; 0 while there is none. */
    private static long version() throws Exception {
        try (SnapshotReader reader = reader()) {
            return reader.versions().highest();
        }
    }

    private static Snapshot latest() throws Exception {
        try (SnapshotReader reader = reader()) {
            return SafeTensors.decode(reader.latest().orElseThrow().bytes());
        }
    }

    private static SnapshotReader reader() throws Exception {
        PipelineText pipeline = PipelineText.of(Files.readString(FILE), FILE.toString(), Map.of());
        return new SnapshotReader(pipeline.get(), complaint -> {});
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofSeconds(2))
                .ignoreExceptions()
                .until(condition);
    }

    private static String[] images() throws Exception {
        return new String[] {
            "flink:" + RootPom.property("flink.version") + "-java17",
            "apache/kafka:" + RootPom.property("kafka.version"),
            ComposeFile.image("prom/prometheus")
        };
    }

    private static String found(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group(1);
    }
}
