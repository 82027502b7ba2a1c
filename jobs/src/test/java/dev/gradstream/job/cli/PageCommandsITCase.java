package dev.gradstream.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as the command line serves it, in a process of its own. */
final class PageCommandsITCase {
    private static final Pattern WATCH = Pattern.compile("watch it learn at (http://\\S+)");
    private static final Pattern BROKER = Pattern.compile("broker at (\\S+)");
    private static final String PIPELINE =
            """
            name: watched
            kafka: {bootstrap.servers: "${BROKER:-nowhere}"}
            features: {format: json, columns: [x, y]}
            target: {column: inside, classes: ["no", "yes"]}
            model:
              - Linear: {out_features: 1}
            loss: BCEWithLogitsLoss
            optimizer: {SGD: {lr: 0.1}}
            """;

    @TempDir private Path folder;

    @Test
    void thePageIsThereWhileTheJobRunsAndUntilTheSecondInterrupt() throws Exception {
        Path pipeline = Files.writeString(folder.resolve("watched.yaml"), PIPELINE);
        Path printed = folder.resolve("printed");
        Process process = train(pipeline, printed);
        try {
            URI page = URI.create(find(WATCH, printed));
            assertThat(get(page)).contains("<title>Gradstream</title>");
            Path report = folder.resolve("report.html");
            Path here = folder.resolve("here.yaml");
            Files.writeString(here, PIPELINE.replace("nowhere", find(BROKER, printed)));

            CommandRun run = CommandRun.of("report", "-f", here.toString(), "--out", report + "");

            assertThat(run.err()).isEmpty();
            assertThat(run.status()).isZero();
            assertThat(run.out())
                    .contains("no report stands on topic watched.metrics yet", "written    ");
            assertThat(Files.readString(report))
                    .contains("\"model\":\"watched\"", "class LineChart", "Chart.js v")
                    .doesNotContain("src=\"http", "href=\"http", "import {", "export class");

            process.toHandle().destroy();
            await(() -> Files.readString(printed).contains("The page stays at " + page));
            assertThat(get(page)).contains("<title>Gradstream</title>");
            process.toHandle().destroy();

            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it has ended").isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aPortWithoutAPageIsWrongUsage() throws IOException {
        Path pipeline = Files.writeString(folder.resolve("watched.yaml"), PIPELINE);

        CommandRun run = CommandRun.of("train", "-f", pipeline.toString(), "--port", "8091");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("--port and --host are about the page; ask for it by --ui");
        CommandRun none = CommandRun.of("demo", "--ui", "--port", "65536");
        assertThat(none.status()).isEqualTo(2);
        assertThat(none.err()).contains("--port: a port is a number from 0 to 65535, got 65536");
    }

    private static Process train(Path pipeline, Path printed) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-opens=java.base/java.util=ALL-UNNAMED",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.gradstream.job.cli.Gradstream",
                        "train",
                        "--embedded",
                        "--ui",
                        "--port",
                        "0",
                        "-f",
                        pipeline.toString())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
    }

    private static String find(Pattern pattern, Path printed) throws IOException {
        await(() -> pattern.matcher(Files.readString(printed)).find());
        Matcher matcher = pattern.matcher(Files.readString(printed));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static String get(URI page) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
                .body();
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(50))
                .until(condition);
    }
}
