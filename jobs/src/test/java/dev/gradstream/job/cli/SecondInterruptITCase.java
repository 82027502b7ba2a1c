package dev.gradstream.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process of its own, which is told twice to end: at once, but without leaving things behind. */
final class SecondInterruptITCase {
    private static final String PIPELINE =
            """
            name: endless
            kafka: {bootstrap.servers: nowhere}
            features: {format: json, columns: [x, y]}
            target: {column: inside, classes: ["no", "yes"]}
            model:
              - Linear: {out_features: 1}
            loss: BCEWithLogitsLoss
            optimizer: {SGD: {lr: 0.1}}
            """;

    @TempDir private Path folder;

    @Test
    void noTemporaryFolderIsLeft() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Path pipeline = Files.writeString(folder.resolve("endless.yaml"), PIPELINE);
        Path printed = folder.resolve("printed");
        Process process = train(pipeline, temporary, printed);
        try {
            await(() -> checkpoints(temporary) > 0);
            assertThat(folders(temporary)).hasSize(2);
            process.toHandle().destroy();
            await(() -> Files.readString(printed).contains("Ctrl-C again quits at once"));
            process.toHandle().destroy();

            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it has ended").isTrue();
            assertThat(folders(temporary)).isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process train(Path pipeline, Path temporary, Path printed) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-opens=java.base/java.util=ALL-UNNAMED",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-Xmx512m",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.gradstream.job.cli.Gradstream",
                        "train",
                        "--embedded",
                        "-f",
                        pipeline.toString())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                // The broker removes files while they are looked at.
                .ignoreException(UncheckedIOException.class)
                .pollInterval(Duration.ofMillis(10))
                .until(condition);
    }

    /** What the broker and the job keep their files in. */
    private static List<Path> folders(Path temporary) throws IOException {
        try (Stream<Path> all = Files.list(temporary)) {
            return all.filter(path -> path.getFileName().toString().matches("gradstream-.*\\d{5,}"))
                    .toList();
        }
    }

    private static long checkpoints(Path temporary) throws IOException {
        try (Stream<Path> all = Files.find(temporary, 4, (path, is) -> path.endsWith("shared"))) {
            return all.count();
        }
    }
}
