package dev.gradstream.job.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gradstream.job.PipelineText;
import dev.gradstream.job.RootPom;
import dev.gradstream.operator.kafka.snapshot.SnapshotReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * The compose stack as it is shipped, in containers: it learns, Prometheus sees it, and it goes on
 * after its containers are killed. Skipped where no engine with a compose command is, or where it
 * cannot have the images.
 */
final class StackITCase {
    private static final Path FILE = RootPom.ROOT.resolve("docker/pipeline.yaml");
    private static final int FLINK = 8081;
    private static final int PROMETHEUS = 9090;
    private static final Pattern JOB = Pattern.compile("\"jid\":\"([0-9a-f]{32})\"");

    private static final Pattern RESTORED = Pattern.compile("\"restored\":([1-9]\\d*)");

    @Test
    void itLearnsIsSeenAndGoesOnAfterKills() throws Exception {
        Stack found = Stack.ofThisMachine().orElse(null);
        assumeTrue(found != null, "no container engine with a compose command is here");
        for (String image : images()) {
            assumeTrue(
                    found.has(image),
                    image + " cannot be pulled; src/test/containers/build.sh makes a stand-in");
        }
        try (Stack stack = found) {
            stack.up();
            awaitVersionAbove(0);
            awaitEveryTarget(stack);
            assertHealthy(stack);

            for (int taskManager = 1; taskManager <= 2; taskManager++) {
                stack.kill("taskmanager", taskManager);
                awaitNewVersion();
                stack.start("taskmanager", taskManager);
            }
            assertThat(stack.get(FLINK, "/jobs/" + job(stack) + "/checkpoints"))
                    .as("one of the two was the one that learnt")
                    .containsPattern(RESTORED);

            stack.kill("jobmanager", 1);
            stack.start("jobmanager", 1);
            awaitNewVersion();
            assertThat(stack.log("jobmanager")).contains("gradstream-train: going on from ");
        }
    }

    private static void awaitEveryTarget(Stack stack) {
        String targets = "count(up == 1) == 5";
        await(() -> query(stack, targets).contains("\"value\""));
        await(() -> query(stack, "{__name__=~\"flink_.*gradstream.*\"}").contains("\"value\""));
        await(
                () ->
                        query(stack, "{job=\"exporter\",__name__=~\"gradstream_.*\"}")
                                .contains("value"));
    }

    /** The checks of the compose file, as an engine would run them. */
    private static void assertHealthy(Stack stack) throws Exception {
        String compose = Files.readString(RootPom.ROOT.resolve("docker/compose.yaml"));
        Matcher check = Pattern.compile("(?m)^  (\\w+):$|^      test: (.+)$").matcher(compose);
        String service = "";
        while (check.find()) {
            if (check.group(1) != null) {
                service = check.group(1);
            } else if (!service.equals("grafana")) {
                assertThat(stack.execute(service, check.group(2))).as(service).isZero();
            }
        }
    }

    private static String query(Stack stack, String expression) throws Exception {
        return stack.get(
                PROMETHEUS,
                "/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
    }

    private static String job(Stack stack) throws Exception {
        Matcher job = JOB.matcher(stack.get(FLINK, "/jobs/overview"));
        assertThat(job.find()).isTrue();
        return job.group(1);
    }

    private static void awaitNewVersion() throws Exception {
        awaitVersionAbove(highest());
    }

    private static void awaitVersionAbove(long version) {
        await(() -> highest() > version);
    }

    private static long highest() throws Exception {
        PipelineText pipeline = PipelineText.of(Files.readString(FILE), FILE.toString(), Map.of());
        try (SnapshotReader reader = new SnapshotReader(pipeline.get(), complaint -> {})) {
            return reader.versions().highest();
        }
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofSeconds(2))
                .ignoreExceptions()
                .until(condition);
    }

    private static String[] images() throws Exception {
        String compose = Files.readString(RootPom.ROOT.resolve("docker/compose.yaml"));
        String prometheus = found("prom/prometheus:\\S+", compose);
        return new String[] {
            "flink:" + RootPom.property("flink.version") + "-java17",
            "apache/kafka:" + RootPom.property("kafka.version"),
            prometheus
        };
    }

    private static String found(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).isTrue();
        return found.group();
    }
}
