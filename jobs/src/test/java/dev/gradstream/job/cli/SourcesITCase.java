package dev.gradstream.job.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.job.PipelineText;
import dev.gradstream.job.embedded.EmbeddedKafka;
import dev.gradstream.job.exporter.Scrape;
import dev.gradstream.model.snapshot.SafeTensors;
import dev.gradstream.model.snapshot.Snapshot;
import dev.gradstream.operator.kafka.ClientProperties;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of source, from the command to the model, with a real broker and a real job. */
final class SourcesITCase {
    private static final int ROWS = 400;

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

    @ParameterizedTest
    @CsvSource({"none, ''", "confluent, ', schema_id: 77'"})
    void avroGoesThroughTheWholeJob(String framing, String schemaId) throws Exception {
        Files.writeString(
                folder.resolve("point.avsc"),
                """
                {"type":"record","name":"Point","fields":[
                  {"name":"id","type":"long"},
                  {"name":"place","type":["null",{"type":"record","name":"Place","fields":[
                    {"name":"x","type":"double"},{"name":"y","type":"float"}]}]},
                  {"name":"comment","type":["null","string"]},
                  {"name":"side","type":{"type":"enum","name":"Side","symbols":["left","right"]}}]}
                """);
        Path pipeline =
                pipeline(
                        "avro-" + framing,
                        "format: {avro: {schema: point.avsc, framing: %s%s}}, key: id,"
                                        .formatted(framing, schemaId)
                                + " columns: [place.x, place.y]",
                        "column: side, classes: [left, right]",
                        "[Linear: {out_features: 1}]",
                        "BCEWithLogitsLoss");

        Snapshot model = train(pipeline, "--data", points(true).toString(), "--epochs", "4");

        assertThat(model.examples()).isEqualTo(4L * ROWS);
        assertThat(model.metrics().get("training.accuracy")).isGreaterThan(0.9);
        ConsumerRecord<byte[], byte[]> first =
                read(pipeline, "avro-" + framing + ".features").get(0);
        assertThat(text(first.key())).isEqualTo("0");
        if (framing.equals("confluent")) {
            assertThat(Arrays.copyOf(first.value(), 5)).containsExactly(0, 0, 0, 0, 77);
        } else {
            // The id 0, the branch of the place.
            assertThat(Arrays.copyOf(first.value(), 2)).containsExactly(0, 2);
        }
    }

    @ParameterizedTest
    @CsvSource({"json", "csv", "float32"})
    void jsonLinesGoThroughTheWholeJob(String format) throws Exception {
        Path pipeline =
                pipeline(
                        "lines-" + format,
                        "format: " + format + ", columns: [place.x, place.y]",
                        "column: side, classes: [left, right]",
                        "[Linear: {out_features: 1}]",
                        "BCEWithLogitsLoss");

        Snapshot model =
                train(
                        pipeline,
                        "--data",
                        points(false).toString(),
                        "--epochs",
                        "4",
                        "--shuffle",
                        "3");

        assertThat(model.examples()).isEqualTo(4L * ROWS);
        assertThat(model.metrics().get("training.accuracy")).isGreaterThan(0.9);
    }

    @Test
    void imagesGoThroughTheWholeJob() throws Exception {
        Path images = folder.resolve("train-images-idx3-ubyte");
        Path labels = folder.resolve("train-labels-idx1-ubyte");
        Random random = new Random(1);
        try (DataOutputStream pixels = new DataOutputStream(Files.newOutputStream(images));
                DataOutputStream answers = new DataOutputStream(Files.newOutputStream(labels))) {
            for (int number : new int[] {0x803, ROWS, 3, 3}) {
                pixels.writeInt(number);
            }
            answers.writeInt(0x801);
            answers.writeInt(ROWS);
            for (int image = 0; image < ROWS; image++) {
                int label = random.nextInt(9);
                for (int pixel = 0; pixel < 9; pixel++) {
                    pixels.writeByte(random.nextInt(100) + (pixel == label ? 150 : 0));
                }
                answers.writeByte(label);
            }
        }
        Path pipeline =
                pipeline(
                        "images",
                        "columns: [{name: pixels, type: vector, size: 9, divide: 255}]",
                        "column: label, classes: [a, b, c, d, e, f, g, h, i]",
                        "[Linear: {out_features: 9}]",
                        "CrossEntropyLoss");

        Snapshot model =
                train(
                        pipeline,
                        "--data",
                        images.toString(),
                        "--labels",
                        labels.toString(),
                        "--epochs",
                        "10");

        assertThat(model.examples()).isEqualTo(10L * ROWS);
        assertThat(model.metrics().get("training.accuracy")).isGreaterThan(0.95);
    }

    @Test
    void aTextGoesThroughTheWholeJob() throws Exception {
        Path text = Files.writeString(folder.resolve("input.txt"), "abc\n".repeat(200));
        Path pipeline =
                pipeline(
                        "text",
                        "columns: [{name: tokens, type: tokens, length: 2}]",
                        "column: next, classes: [a, b, c, \"\\n\"]",
                        "[Linear: {out_features: 16}, ReLU, Linear: {out_features: 4}]",
                        "CrossEntropyLoss");

        Snapshot model = train(pipeline, "--data", text.toString(), "--epochs", "5");

        assertThat(model.examples()).isEqualTo(5L * (800 - 2));
        assertThat(model.metrics().get("training.accuracy")).isGreaterThan(0.9);
    }

    @Test
    void generatedRecordsGoThroughTheWholeJob() throws Exception {
        Path pipeline =
                pipeline(
                        "hyperplane",
                        "key: id, columns: [x1, x2, x3], scaling: standard",
                        "column: side, classes: [under, over]",
                        "[Linear: {out_features: 1}]",
                        "BCEWithLogitsLoss");

        Snapshot model =
                train(
                        pipeline,
                        "--generator",
                        "hyperplane",
                        "--dimensions",
                        "3",
                        "--records",
                        "3000",
                        "--seed",
                        "4");

        assertThat(model.examples()).isEqualTo(3000);
        assertThat(model.metrics().get("training.accuracy")).isGreaterThan(0.9);
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
                                        "500",
                                        "--metrics-port",
                                        Integer.toString(port)));
        await(() -> sent(port, "clicks.features") > 0 && sent(port, "clicks.labels") > 0);
        CommandRun run = running.get();

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("sent 500 records to topic clicks.features")
                .containsPattern("sent \\d+ records to topic clicks.labels");
        List<ConsumerRecord<byte[], byte[]>> impressions = read(pipeline, "clicks.features");
        List<ConsumerRecord<byte[], byte[]>> clicks = read(pipeline, "clicks.labels");
        assertThat(impressions).hasSize(500);
        assertThat(text(impressions.get(7).key())).isEqualTo("7");
        assertThat(text(impressions.get(7).value()))
                .matches(
                        "\\{\"id\":\"7\",\"ts\":\"\\d{13}\",\"position\":\\d+,\"age\":\\d\\d,"
                                + "\"device\":\"\\w+\"}");
        assertThat(clicks).hasSizeBetween(20, 250);
        assertThat(clicks)
                .allSatisfy(
                        click ->
                                assertThat(text(click.value()))
                                        .matches(
                                                "\\{\"id\":\"%s\",\"ts\":\"\\d{13}\",\"click\":1}"
                                                        .formatted(text(click.key()))));
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
        Map<String, Long> impressions = times(read(pipeline, "joined-clicks.features"));
        Map<String, Long> late = times(read(pipeline, "joined-clicks.labels"));
        late.entrySet()
                .removeIf(
                        click ->
                                click.getValue() - impressions.get(click.getKey())
                                        <= Duration.ofMinutes(30).toMillis());
        Map<String, Long> letters = times(read(pipeline, "joined-clicks.dead-letters"));
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
            Matcher found = time.matcher(text(record.value()));
            assertThat(found.find()).isTrue();
            times.put(text(record.key()), Long.valueOf(found.group(1)));
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

    private static String text(byte[] utf8) {
        return new String(utf8, UTF_8);
    }

    private Snapshot train(Path pipeline, String... options) throws IOException {
        Path out = folder.resolve("model.safetensors");
        List<String> arguments = new ArrayList<>(List.of("train", "-f", pipeline.toString()));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("--out", out.toString()));
        CommandRun run = CommandRun.of(arguments.toArray(new String[0]));
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("refused    0 records");
        return SafeTensors.decode(Files.readAllBytes(out));
    }

    private Path pipeline(String name, String features, String target, String model, String loss)
            throws IOException {
        return Files.writeString(
                folder.resolve(name + ".yaml"),
                """
                name: %s
                kafka: {bootstrap.servers: "%s"}
                features: {%s}
                target: {%s}
                model: %s
                loss: %s
                optimizer: {Adam: {lr: 0.05}}
                training: {batch_size: 20, batch_timeout: none, metrics_over: {window: 200}}
                """
                        .formatted(name, kafka.bootstrapServers(), features, target, model, loss));
    }

    /** Points on either side of an edge, as CSV or as JSON lines. */
    private Path points(boolean csv) throws IOException {
        Random random = new Random(3);
        StringBuilder rows = new StringBuilder(csv ? "id,place.x,place.y,side\n" : "");
        for (int id = 0; id < ROWS; id++) {
            String x = String.format(Locale.ROOT, "%.4f", random.nextGaussian());
            String y = String.format(Locale.ROOT, "%.4f", random.nextGaussian());
            String side = Double.parseDouble(x) > Double.parseDouble(y) ? "right" : "left";
            rows.append(
                    csv
                            ? "%d,%s,%s,%s\n".formatted(id, x, y, side)
                            : "{\"id\":%d,\"place\":{\"x\":%s,\"y\":%s},\"side\":\"%s\"}\n"
                                    .formatted(id, x, y, side));
        }
        return Files.writeString(folder.resolve(csv ? "points.csv" : "points.jsonl"), rows);
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(Path pipeline, String topic)
            throws Exception {
        Properties properties = ClientProperties.reader(PipelineText.read(pipeline).get());
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }
}
