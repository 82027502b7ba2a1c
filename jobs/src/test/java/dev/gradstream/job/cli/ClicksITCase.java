package dev.gradstream.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.job.embedded.EmbeddedKafka;
import dev.gradstream.job.exporter.Scrape;
import dev.gradstream.model.snapshot.SafeTensors;
import dev.gradstream.model.snapshot.Snapshot;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The generator of clicks, whose labels come later, with a real broker and a real job. */
final class ClicksITCase {
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
    void clicksGoToATopicOfTheirOwn() throws Exception {
        Path pipeline = clicks("clicks");
        int port = freePort();

        CompletableFuture<CommandRun> running =
                CompletableFuture.supplyAsync(
                        () ->
                                CommandRun.of(
                                        "produce",
                                        "-f",
                                        pipeline.toString(),
                                        "--generator",
                                        "clicks",
                                        "--records",
                                        "500",
                                        "--delay",
                                        "5",
                                        "--lost",
                                        "0.2",
                                        "--rate",
                                        "50",
                                        "--metrics-port",
                                        Integer.toString(port)));
        await(() -> sent(port, "clicks.features") > 0 && sent(port, "clicks.labels") > 0);
        CommandRun run = running.get();

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("sent 500 records to topic clicks.features")
                .containsPattern("sent \\d+ records to topic clicks.labels");
        List<ConsumerRecord<byte[], byte[]>> impressions =
                TopicRecords.read(pipeline, "clicks.features");
        List<ConsumerRecord<byte[], byte[]>> clicks = TopicRecords.read(pipeline, "clicks.labels");
        assertThat(impressions).hasSize(500);
        assertThat(TopicRecords.text(impressions.get(7).key())).isEqualTo("7");
        assertThat(TopicRecords.text(impressions.get(7).value()))
                .matches(
                        "\\{\"id\":\"7\",\"ts\":\"\\d{13}\",\"position\":\\d+,\"age\":\\d\\d,"
                                + "\"device\":\"\\w+\"}");
        assertThat(clicks).hasSizeBetween(20, 250);
        assertThat(clicks)
                .allSatisfy(
                        click ->
                                assertThat(TopicRecords.text(click.value()))
                                        .matches(
                                                "\\{\"id\":\"%s\",\"ts\":\"\\d{13}\",\"click\":1}"
                                                        .formatted(
                                                                TopicRecords.text(click.key()))));
    }

    private static double sent(int port, String topic) throws Exception {
        return Scrape.value(
                        port,
                        "gradstream_produced_records_total{model=\"clicks\",topic=\"%s\",}"
                                .formatted(topic))
                .orElse(0);
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .ignoreException(ConnectException.class)
                .pollInterval(Duration.ofMillis(50))
                .until(condition);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Each impression is learnt once, whether it was clicked, in time or late, or not. */
    @Test
    void clicksAreJoinedAndLearnt() throws Exception {
        Path pipeline = clicks("joined-clicks");
        Path out = folder.resolve("clicks.safetensors");

        CommandRun run =
                CommandRun.of(
                        "train",
                        "-f",
                        pipeline.toString(),
                        "--generator",
                        "clicks",
                        "--records",
                        "4000",
                        "--delay",
                        "300",
                        "--out",
                        out.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("refused    ");
        Snapshot model = SafeTensors.decode(Files.readAllBytes(out));
        assertThat(model.examples()).isEqualTo(4000);
        Map<String, Long> impressions =
                times(TopicRecords.read(pipeline, "joined-clicks.features"));
        Map<String, Long> late = times(TopicRecords.read(pipeline, "joined-clicks.labels"));
        late.entrySet()
                .removeIf(
                        click ->
                                click.getValue() - impressions.get(click.getKey())
                                        <= Duration.ofMinutes(30).toMillis());
        Map<String, Long> letters =
                times(TopicRecords.read(pipeline, "joined-clicks.dead-letters"));
        assertThat(letters).as("clicks later than half an hour").isNotEmpty().isEqualTo(late);
        CommandRun tail =
                CommandRun.of("tail", "-f", pipeline.toString(), "dead-letters", "--max", "1");
        assertThat(tail.out())
                .as("whether its impression still waited, or had been learnt")
                .containsPattern("reason (LATE|ORPHAN)_LABEL ");
    }

    /** The event time of each record, in milliseconds, by its key. */
    private static Map<String, Long> times(List<ConsumerRecord<byte[], byte[]>> records) {
        Pattern time = Pattern.compile("\"ts\":\"(\\d+)\"");
        Map<String, Long> times = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Matcher found = time.matcher(TopicRecords.text(record.value()));
            assertThat(found.find()).isTrue();
            times.put(TopicRecords.text(record.key()), Long.valueOf(found.group(1)));
        }
        return times;
    }

    /** The example, on this broker. */
    private Path clicks(String name) throws IOException {
        String example =
                Files.readString(Path.of("..", "examples", "clicks", "pipeline.yaml"))
                        .replace("name: clicks", "name: " + name)
                        .replace(
                                "${KAFKA_BOOTSTRAP_SERVERS:-localhost:9092}",
                                kafka.bootstrapServers())
                        .replace(
                                "validation: {fraction: 0.1, every",
                                "validation: {fraction: 0, every");
        return Files.writeString(folder.resolve(name + ".yaml"), example);
    }
}
