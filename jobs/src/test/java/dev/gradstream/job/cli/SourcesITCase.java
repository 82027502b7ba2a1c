package dev.gradstream.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.job.embedded.EmbeddedKafka;
import dev.gradstream.model.snapshot.SafeTensors;
import dev.gradstream.model.snapshot.Snapshot;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
                TopicRecords.read(pipeline, "avro-" + framing + ".features").get(0);
        assertThat(TopicRecords.text(first.key())).isEqualTo("0");
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
}
