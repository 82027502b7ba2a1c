package dev.gradstream.job.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.job.PipelineText;
import dev.gradstream.job.RootPom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code docker/} says is what the build says. */
final class ContainerFilesTest {
    private static final Path DOCKER = RootPom.ROOT.resolve("docker");
    private static final String PARENT_FIRST = "org.nd4j.;org.bytedeco.;com.sun.jna.";

    @Test
    void imagesHaveTheVersionsOfTheBuild() throws Exception {
        String flink = "flink:" + RootPom.property("flink.version") + "-java17";
        assertThat(read("Dockerfile")).contains("ARG FLINK=" + flink);
        assertThat(read("cuda.Dockerfile")).contains("FROM " + flink + " AS flink");
        assertThat(images("compose.yaml"))
                .contains("apache/kafka:" + RootPom.property("kafka.version"))
                .contains("gradstream:" + RootPom.version())
                .as("a version each")
                .allMatch(image -> image.matches("[a-z/]+:v?\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?"));
        assertThat(images("kubernetes/gradstream.yaml"))
                .containsExactly("gradstream:" + RootPom.version());
    }

    @Test
    void theOperatorIsToldTheMinorVersionOfFlink() throws Exception {
        String minor =
                RootPom.property("flink.version").replaceFirst("(\\d+)\\.(\\d+)\\..*", "v$1_$2");
        assertThat(read("kubernetes/gradstream.yaml")).contains("flinkVersion: " + minor + "\n");
    }

    @Test
    void theCudaImageHasTheRuntimeOfTheBackend() throws Exception {
        Matcher backend =
                Pattern.compile("nd4j-cuda-(\\d+\\.\\d+)<")
                        .matcher(Files.readString(RootPom.ROOT.resolve("pom.xml")));
        assertThat(backend.find()).isTrue();
        assertThat(read("cuda.Dockerfile"))
                .contains("FROM nvidia/cuda:" + backend.group(1) + ".")
                .contains("-runtime-");
    }

    /** Whatever the base image's user is: Flink's is flink since 2.2, NVIDIA's is root. */
    @Test
    void imagesAreBuiltByRootAndRunByFlink() throws Exception {
        assertThat(found("Dockerfile", "(?m)^(USER \\w+|RUN install|RUN /opt)"))
                .containsExactly("USER root", "RUN install", "USER flink", "RUN /opt");
        assertThat(found("cuda.Dockerfile", "(?m)^(USER \\w+|RUN \\w+)"))
                .containsExactly("RUN groupadd", "USER flink");
    }

    @Test
    void nativesStayInTheParentClassLoaderWhoeverWritesTheConfiguration() throws Exception {
        for (String file : List.of("Dockerfile", "kubernetes/gradstream.yaml")) {
            assertThat(read(file)).contains(PARENT_FIRST).contains("classloader.parent-first");
        }
    }

    @Test
    void metricsAreServedWhereThePrometheusConfigurationLooksForThem() throws Exception {
        for (String file : List.of("Dockerfile", "kubernetes/gradstream.yaml")) {
            assertThat(read(file).replaceAll("[\"]", ""))
                    .containsPattern("reporter\\.prom\\.port[=:] ?9249")
                    .as("or a model has another name here than in the exporter")
                    .containsPattern("reporter\\.prom\\.filterLabelValueCharacters[=:] ?false");
        }
        String stack = read("compose.yaml");
        assertThat(stack)
                .contains("--host, 0.0.0.0, --port, \"9400\"")
                .contains("--metrics-port, \"9401\", --metrics-host, 0.0.0.0");
        String dashboards = "../dashboards/grafana/dashboards:/etc/grafana/dashboards:ro";
        assertThat(stack).contains(dashboards, "../dashboards/prometheus:/etc/prometheus:ro");
        assertThat(read("../dashboards/prometheus/prometheus.yml"))
                .contains("[jobmanager], type: A, port: 9249", "[taskmanager], type: A, port: 9249")
                .contains("[exporter], type: A, port: 9400", "[producer], type: A, port: 9401");
    }

    @Test
    void portsArePublishedOnLoopbackOnly() throws Exception {
        List<String> lists = found("compose.yaml", "ports:(.*)");
        assertThat(lists)
                .hasSize(4)
                .allMatch(list -> list.matches(" \\[\"127\\.0\\.0\\.1:(\\d+):\\1\"]"));
    }

    @Test
    void everyServiceHasAHealthCheckAMemoryLimitAndNoPrivileges() throws Exception {
        String file = read("compose.yaml");
        String ours =
                file.substring(
                        file.indexOf("x-gradstream: &gradstream"),
                        file.indexOf("x-healthcheck: &healthcheck"));
        String services = file.substring(file.indexOf("\nservices:"), file.indexOf("\nvolumes:"));
        assertThat(
                        Pattern.compile("(?m)^  \\w+:\\n(?: {4}.*\\n|\\s*\\n)+")
                                .matcher(services + "\n")
                                .results())
                .hasSize(7)
                .allSatisfy(
                        service ->
                                assertThat(service.group().replace("<<: *gradstream", ours))
                                        .contains("healthcheck:", "test: ", "mem_limit:")
                                        .contains("cap_drop: [ALL]")
                                        .contains("security_opt: [\"no-new-privileges:true\"]"));
    }

    /** Flink's start script takes spaces out of FLINK_PROPERTIES. */
    @Test
    void noValueOfTheStacksPropertiesHoldsASpace() throws Exception {
        List<String> lines = read("compose.yaml").lines().toList();
        int begin = lines.indexOf("  FLINK_PROPERTIES: |");
        assertThat(begin).isPositive();
        assertThat(lines.stream().skip(begin + 1L).takeWhile(line -> !line.isBlank()))
                .isNotEmpty()
                .allMatch(line -> line.matches(" {4}[\\w.-]+: \\S+"));
    }

    @Test
    void theStacksPipelineIsRightAndTheSameOnKubernetes() throws Exception {
        String pipeline = read("pipeline.yaml");
        assertThat(PipelineText.of(pipeline, "pipeline.yaml", Map.of()).get().name())
                .isEqualTo("breast-cancer");
        assertThat(read("kubernetes/gradstream.yaml")).contains(pipeline.indent(4));
    }

    private static List<String> images(String file) throws IOException {
        return found(file, "(?m)^ +image: (\\S+)$");
    }

    private static List<String> found(String file, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(read(file))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static String read(String file) throws IOException {
        return Files.readString(DOCKER.resolve(file));
    }
}
