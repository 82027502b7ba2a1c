package dev.gradstream.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.job.embedded.EmbeddedKafka;
import dev.gradstream.model.snapshot.SafeTensors;
import dev.gradstream.model.snapshot.Snapshot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands as a user gives them, with a real broker. */
final class CommandLineITCase {
    private static final String NOWHERE = "127.0.0.1:1";

    private static EmbeddedKafka kafka;

    @TempDir private Path folder;

    @BeforeAll
    static void startBroker() throws IOException {
        kafka = EmbeddedKafka.start();
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    @Test
    void trainLearnsAFileAndWritesTheModel() throws IOException {
        Path pipeline = pipeline("file", kafka.bootstrapServers());
        Path data = data(200);
        Path out = folder.resolve("model.safetensors");

        CommandRun run =
                CommandRun.of(
                        "train",
                        "-f",
                        pipeline.toString(),
                        "--data",
                        data.toString(),
                        "--epochs",
                        "3",
                        "--shuffle",
                        "5",
                        "--out",
                        out.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("step 20", "learnt     597 examples in 38 steps", "refused    3 records");
        Snapshot model = SafeTensors.decode(Files.readAllBytes(out));
        assertThat(model.examples()).isEqualTo(597);

        CommandRun metrics =
                CommandRun.of("tail", "-f", pipeline.toString(), "metrics", "--max", "1");
        assertThat(metrics.out()).contains("model file", "step 20", "training.loss");
        CommandRun letters =
                CommandRun.of("tail", "-f", pipeline.toString(), "dead-letters", "--max", "3");
        assertThat(letters.out().lines()).hasSize(3);
        assertThat(letters.out()).contains("reason NOT_A_NUMBER", "\"x\":\"none\"");
    }

    @Test
    void trainStartsFromAFile() throws IOException {
        Path pipeline = pipeline("start", kafka.bootstrapServers());
        Path first = folder.resolve("first.safetensors");
        Path second = folder.resolve("second.safetensors");
        String data = data(50).toString();

        CommandRun.of(
                "train", "-f", pipeline.toString(), "--data", data, "--out", first.toString());
        CommandRun run =
                CommandRun.of(
                        "train",
                        "-f",
                        pipeline.toString(),
                        "--data",
                        data,
                        "--init",
                        first.toString(),
                        "--out",
                        second.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("published  version 2");
        assertThat(second).exists();
    }

    @Test
    void aMetricsPortThatIsTakenEndsTheCommand() throws IOException {
        Path pipeline = pipeline("metered", kafka.bootstrapServers());
        String data = data(20).toString();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            for (String command : List.of("train", "produce")) {
                CommandRun run =
                        CommandRun.of(
                                command,
                                "-f",
                                pipeline.toString(),
                                "--data",
                                data,
                                "--metrics-port",
                                port);
                assertThat(run.status()).isEqualTo(1);
                assertThat(run.err())
                        .isEqualToIgnoringNewLines(
                                "cannot serve metrics at 127.0.0.1:"
                                        + port
                                        + ": Address already in use; another port, or 0 for any"
                                        + " that is free");
                assertThat(run.out()).doesNotContain("learnt", "sent");
            }
        }

        CommandRun run =
                CommandRun.of(
                        "train", "-f", pipeline.toString(), "--data", data, "--metrics-port", "0");
        assertThat(run.status()).isZero();
        assertThat(run.out()).containsPattern("metrics at http://127\\.0\\.0\\.1:\\d+/metrics");
    }

    @Test
    void trainWarnsAsCheckDoes() throws IOException {
        Path pipeline = pipeline("warned", kafka.bootstrapServers());
        String layer = "  - Linear: {out_features: 1}\n";
        Files.writeString(
                pipeline, Files.readString(pipeline).replace(layer, layer + "  - Sigmoid\n"));
        String warning = "warning: BCEWithLogitsLoss takes logits";

        assertThat(CommandRun.of("check", "-f", pipeline.toString()).out()).contains(warning);
        CommandRun run =
                CommandRun.of("train", "-f", pipeline.toString(), "--data", data(20).toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith(warning);
    }

    @Test
    void produceSendsEveryRow() throws IOException {
        CommandRun run =
                CommandRun.of(
                        "produce",
                        "-f",
                        pipeline("sent", kafka.bootstrapServers()).toString(),
                        "--data",
                        data(20).toString(),
                        "--epochs",
                        "2",
                        "--rate",
                        "1000");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("sent 40 records to topic sent.features");
    }

    @Test
    void anAbsentBrokerIsOneSentenceWithinSeconds() throws IOException {
        Path pipeline = pipeline("nowhere", NOWHERE);
        Path data = data(20);

        for (String command : new String[] {"train", "produce"}) {
            long start = System.nanoTime();
            CommandRun run =
                    CommandRun.of(command, "-f", pipeline.toString(), "--data", data.toString());

            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err().lines()).hasSize(1);
            assertThat(run.err())
                    .contains("no Kafka broker", NOWHERE, "KAFKA_BOOTSTRAP_SERVERS", "--embedded");
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void aBrokersAddressThatIsNoneIsNamed() throws IOException {
        assertFails(
                "kafka.bootstrap.servers is localhost, which cannot be used: Invalid url in"
                        + " bootstrap.servers: localhost; a list of HOST:PORT is right",
                "train",
                "-f",
                pipeline("portless", "localhost"),
                "--data",
                data(5));
    }

    @Test
    void badFilesAreNamedBeforeAnythingStarts() throws IOException {
        Path pipeline = pipeline("files", NOWHERE);
        Path absent = folder.resolve("absent.csv");
        Path narrow = Files.writeString(folder.resolve("narrow.csv"), "id,x\n1,2\n");
        Path data = data(5);

        assertFails(absent + ": no such file", "train", "-f", pipeline, "--data", absent);
        assertFails(
                narrow
                        + ":1: the header lacks y, inside, which the pipeline file names; it has id, x",
                "produce",
                "-f",
                pipeline,
                "--data",
                narrow);
        assertFails(
                absent + ": no such file",
                "train",
                "-f",
                pipeline,
                "--data",
                data,
                "--init",
                absent);
        assertFails(
                folder.resolve("no/model: cannot be written: there is no folder ")
                        + folder.resolve("no").toAbsolutePath().toString(),
                "train",
                "-f",
                pipeline,
                "--data",
                data,
                "--out",
                folder.resolve("no/model"));
    }

    private static void assertFails(String sentence, Object... arguments) {
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        CommandRun run = CommandRun.of(words);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).isEqualToIgnoringNewLines(sentence);
    }

    private Path pipeline(String name, String bootstrapServers) throws IOException {
        return Files.writeString(
                folder.resolve(name + ".yaml"),
                """
                name: %s
                kafka: {bootstrap.servers: "%s"}
                features: {format: json, key: id, columns: [x, y], scaling: standard}
                target: {column: inside, classes: ["no", "yes"]}
                model:
                  - Linear: {out_features: 1}
                loss: BCEWithLogitsLoss
                optimizer: {SGD: {lr: 0.1}}
                training: {batch_size: 16, batch_timeout: none}
                """
                        .formatted(name, bootstrapServers));
    }

    /** Rows of which the first has no number where one belongs. */
    private Path data(int rows) throws IOException {
        Random random = new Random(3);
        StringBuilder csv = new StringBuilder("id,x,y,inside\n0,none,1,no\n");
        for (int id = 1; id < rows; id++) {
            double x = random.nextGaussian();
            csv.append(id).append(',').append(x).append(",0.5,").append(x > 0 ? "yes" : "no");
            csv.append('\n');
        }
        return Files.writeString(folder.resolve("data" + rows + ".csv"), csv);
    }
}
