package dev.gradstream.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./gradstream} in a tree that only looks built, with programs that only look like Java. */
final class LauncherTest {
    private static final Path LAUNCHER = Path.of("..", "gradstream");
    private static final List<String> SOURCES =
            List.of(
                    "pom.xml",
                    "model-core/pom.xml",
                    "model-core/src/main/Model.java",
                    "operators/pom.xml",
                    "operators/src/main/Operator.java",
                    "jobs/pom.xml",
                    "jobs/src/main/Job.java",
                    "examples/breast-cancer/pipeline.yaml");

    @TempDir private Path root;

    @BeforeEach
    void lookBuilt() throws IOException {
        Instant built = Instant.now();
        Files.copy(
                LAUNCHER,
                root.resolve("gradstream"),
                StandardCopyOption.COPY_ATTRIBUTES,
                StandardCopyOption.REPLACE_EXISTING);
        for (String source : SOURCES) {
            change(source, built.minusSeconds(60));
        }
        change("jobs/target/local.classpath", built);
        program("bin/mvn", "echo built");
        program("jdk/bin/java", "echo '    java.specification.version = 17'; echo \"ran $*\"");
    }

    @Test
    void whatIsBuiltIsRun() throws Exception {
        assertThat(run("check", "-f", "x"))
                .contains("ran ", "dev.gradstream.job.cli.Gradstream check -f x")
                .doesNotContain("building");
    }

    @Test
    void itBuildsAfterAChangeOfAnySource() throws Exception {
        for (String source : SOURCES) {
            lookBuilt();
            change(source, Instant.now().plusSeconds(60));
            assertThat(run()).as(source).contains("sources have changed, building ...", "built");
        }
    }

    @Test
    void aJavaThatDoesNotRunIsNamed() throws Exception {
        program("jdk/bin/java", "exit 1");

        assertThat(run())
                .isEqualToIgnoringNewLines(
                        "gradstream: "
                                + root.resolve("jdk/bin/java")
                                + " is Java unknown; version 17 or newer is needed");
    }

    /** All that it printed. */
    private String run(String... arguments) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(root.resolve("gradstream").toString()).redirectErrorStream(true);
        builder.command().addAll(List.of(arguments));
        builder.environment()
                .putAll(
                        Map.of(
                                "JAVA_HOME",
                                root.resolve("jdk").toString(),
                                "PATH",
                                root.resolve("bin") + ":" + System.getenv("PATH")));
        Process process = builder.start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private void change(String name, Instant when) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, name);
        Files.setLastModifiedTime(file, FileTime.from(when));
        Files.setLastModifiedTime(file.getParent(), FileTime.from(when));
    }

    private void program(String name, String script) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/usr/bin/env bash\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
