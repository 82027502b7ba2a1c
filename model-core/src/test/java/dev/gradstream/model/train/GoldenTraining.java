package dev.gradstream.model.train;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.learn.LearnerConfig;
import dev.gradstream.model.learn.StateDict;
import dev.gradstream.model.learn.StateDict.Parameter;
import dev.gradstream.model.pipeline.InvalidPipelineException;
import dev.gradstream.model.pipeline.PipelineFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One training of {@code golden/trainings.json} or {@code golden/ftrl.json}: some keys of a
 * pipeline file, batches of {@value #ROWS} rows, and where they led.
 */
record GoldenTraining(JsonNode json) {
    private static final int ROWS = 8;

    private static final String MLP =
            "[Linear: {out_features: 6}, Tanh, Linear: {out_features: 1}]";
    private static final String LINEAR = "[Linear: {out_features: 1, bias: false}]";

    static Stream<GoldenTraining> trainings() {
        return GoldenFile.cases("trainings.json").map(GoldenTraining::new);
    }

    static Stream<GoldenTraining> ftrl() {
        return GoldenFile.cases("ftrl.json").map(GoldenTraining::new);
    }

    /** What the pipeline file says; JSON is YAML too. */
    LearnerConfig config() {
        String columns =
                IntStream.range(0, features())
                        .mapToObj(i -> "x" + i)
                        .collect(Collectors.joining(", "));
        StringBuilder text =
                new StringBuilder(
                        """
                        name: golden
                        kafka: {bootstrap.servers: "localhost:9092"}
                        features: {columns: [%s]}
                        target: {column: y}
                        loss: MSELoss
                        model: %s
                        """
                                .formatted(columns, json.has("features") ? LINEAR : MLP));
        json.get("pipeline")
                .properties()
                .forEach(
                        key ->
                                text.append(key.getKey())
                                        .append(": ")
                                        .append(key.getValue())
                                        .append('\n'));
        try {
            return LearnerConfigs.of(PipelineFile.parse(text.toString(), "golden.yaml", Map.of()));
        } catch (InvalidPipelineException e) {
            throw new IllegalStateException(text.toString(), e);
        }
    }

    private int features() {
        return json.path("features").asInt(5);
    }

    /** First values; zero where the file holds none. */
    StateDict parameters() {
        List<Parameter> parameters = new ArrayList<>();
        for (JsonNode one : json.path("parameters")) {
            List<Integer> shape = new ArrayList<>();
            one.get("shape").forEach(size -> shape.add(size.asInt()));
            parameters.add(
                    new Parameter(
                            one.get("name").asText(), shape, GoldenFile.floats(one.get("values"))));
        }
        return parameters.isEmpty()
                ? new StateDict(
                        List.of(
                                new Parameter(
                                        "0.weight", List.of(1, features()), new float[features()])))
                : new StateDict(parameters);
    }

    /** The batches that are learnt in turn. */
    List<MiniBatch> batches() {
        float[] x = GoldenFile.floats(json.get("x"));
        float[] y = GoldenFile.floats(json.get("y"));
        List<MiniBatch> batches = new ArrayList<>();
        for (int b = 0; b < y.length / ROWS; b++) {
            MiniBatch batch = new MiniBatch(Split.TRAINING, ROWS, features(), 1);
            System.arraycopy(
                    x, b * batch.features().length, batch.features(), 0, batch.features().length);
            System.arraycopy(y, b * ROWS, batch.targets(), 0, ROWS);
            Arrays.fill(batch.weights(), 1);
            batch.setSize(ROWS);
            batches.add(batch);
        }
        return batches;
    }

    @Override
    public String toString() {
        return json.get("pipeline").toString();
    }
}
