package dev.gradstream.job.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradstream.job.PipelineText;
import dev.gradstream.job.embedded.EmbeddedKafka;
import dev.gradstream.model.pipeline.InvalidPipelineException;
import dev.gradstream.model.predict.Prediction;
import dev.gradstream.model.predict.Prediction.Classification;
import dev.gradstream.model.predict.Prediction.Regression;
import dev.gradstream.model.predict.Prediction.Several;
import dev.gradstream.model.predict.Predictor;
import dev.gradstream.model.snapshot.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets of several columns through the whole job, from a file to the prediction. */
final class TargetsITCase {
    private static final int ROWS = 3000;

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
    void severalLabelsAsJson() throws Exception {
        Path pipeline =
                pipeline(
                        "labels",
                        "format: json",
                        "target: {columns: [right, above]}",
                        "loss: BCEWithLogitsLoss");
        Path data = data("right,above", (x, y) -> (x > 0 ? "1" : "0") + "," + (y > 0 ? "1" : "0"));

        CommandRun run = train(pipeline, data);

        assertThat(run.out()).contains("hold-out", "accuracy");
        Several corner = (Several) predicted(pipeline, 1.5f, -1.5f);
        assertThat(((Classification) corner.columns().get("right")).label()).isEqualTo("1");
        assertThat(((Classification) corner.columns().get("above")).label()).isEqualTo("0");
    }

    @Test
    void severalScaledNumbersAsCsv() throws Exception {
        Path pipeline =
                pipeline(
                        "numbers",
                        "format: csv",
                        "target: {columns: [price, share], scaling: standard}",
                        "loss: HuberLoss");
        Path data =
                data(
                        "price,share",
                        (x, y) ->
                                String.format(
                                        Locale.ROOT, "%f,%f", 200_000 + 60_000 * x, 0.5 + 0.1 * y));

        train(pipeline, data);

        Several prediction = (Several) predicted(pipeline, 1, -1);
        assertThat(((Regression) prediction.columns().get("price")).value())
                .isCloseTo(260_000, within(2_000.0));
        assertThat(((Regression) prediction.columns().get("share")).value())
                .isCloseTo(0.4, within(0.01));
        assertThat(CommandRun.of("check", "-f", pipeline.toString()).out())
                .contains("target      price, share, numbers, scaled: standard");
    }

    @Test
    void probabilitiesThatDoNotSumToOneAreDeadLetters() throws Exception {
        Path pipeline =
                pipeline(
                        "odds",
                        "format: json",
                        "target: {columns: [left, right]}",
                        "loss: {CrossEntropyLoss: {label_smoothing: 0.01}}");
        Path data =
                data(
                        "left,right",
                        (x, y) ->
                                y > 2.5
                                        ? "0.5,0.4"
                                        : String.format(
                                                Locale.ROOT,
                                                "%f,%f",
                                                1 / (1 + Math.exp(2 * x)),
                                                1 / (1 + Math.exp(-2 * x))));

        CommandRun run = train(pipeline, data);

        assertThat(run.out()).containsPattern("refused +[1-9]\\d* records");
        assertThat(
                        CommandRun.of(
                                        "tail",
                                        "-f",
                                        pipeline.toString(),
                                        "dead-letters",
                                        "--max",
                                        "1")
                                .out())
                .contains("NO_PROBABILITY", "'left', 'right' add up to 0.9; 1 belongs there");
        Classification side = (Classification) predicted(pipeline, 1, 0);
        assertThat(side.label()).isEqualTo("right");
        assertThat(side.probability()).isCloseTo(1 / (1 + Math.exp(-2)), within(0.05));
    }

    private CommandRun train(Path pipeline, Path data) {
        CommandRun run =
                CommandRun.of(
                        "train",
                        "-f",
                        pipeline.toString(),
                        "--data",
                        data.toString(),
                        "--out",
                        model().toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        return run;
    }

    private Prediction predicted(Path pipeline, float x, float y)
            throws IOException, InvalidPipelineException {
        byte[] snapshot = Files.readAllBytes(model());
        try (Predictor predictor =
                new Predictor(PipelineText.read(pipeline).get(), SafeTensors.decode(snapshot))) {
            return predictor.predict(new float[] {x, y});
        }
    }

    private Path model() {
        return folder.resolve("model.safetensors");
    }

    private Path pipeline(String name, String format, String target, String loss)
            throws IOException {
        return Files.writeString(
                folder.resolve(name + ".yaml"),
                """
                name: %s
                kafka: {bootstrap.servers: "%s"}
                features: {%s, columns: [x, y], scaling: standard}
                %s
                model:
                  - Linear: {out_features: 2}
                %s
                optimizer: {Adam: {lr: 0.05}}
                training: {batch_size: 16, batch_timeout: none}
                validation: {fraction: 0.1}
                """
                        .formatted(name, kafka.bootstrapServers(), format, target, loss));
    }

    private Path data(String columns, BiFunction<Double, Double, String> target)
            throws IOException {
        Random random = new Random(3);
        StringBuilder csv = new StringBuilder("x,y," + columns + "\n");
        for (int row = 0; row < ROWS; row++) {
            double x = random.nextGaussian();
            double y = random.nextGaussian();
            csv.append(String.format(Locale.ROOT, "%f,%f,", x, y)).append(target.apply(x, y));
            csv.append('\n');
        }
        return Files.writeString(folder.resolve("data.csv"), csv);
    }
}
