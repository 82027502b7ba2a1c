package dev.gradstream.job.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gradstream.job.PipelineText;
import dev.gradstream.job.replay.FeatureRecord;
import dev.gradstream.job.replay.Replay;
import dev.gradstream.model.pipeline.InvalidPipelineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/** A small thing to learn: is a point of the square inside a circle that takes 39 % of it? */
public final class Circle {
    private Circle() {}

    /** A pipeline whose topics begin with the name. */
    public static PipelineText pipeline(String name, String bootstrapServers)
            throws InvalidPipelineException {
        return PipelineText.of(
                """
                name: %s
                kafka: {bootstrap.servers: %s}
                features: {format: json, key: id, columns: [x, y], scaling: standard}
                target: {column: inside, classes: ["no", "yes"]}
                model:
                  - Linear: {out_features: 16}
                  - Tanh
                  - Dropout: {p: 0.05}
                  - Linear: {out_features: 1}
                loss: BCEWithLogitsLoss
                optimizer: {Adam: {lr: 0.05}}
                seed: 7
                training: {batch_size: 32, batch_timeout: 0s}
                validation: {fraction: 0.1, every: 10 batches}
                snapshots: {every: 50 batches, delivery: exactly_once}
                """
                        .formatted(name, bootstrapServers),
                "test.yaml",
                Map.of());
    }

    /** Good records, the same at every call. */
    public static List<FeatureRecord> records(int count) {
        Random random = new Random(11);
        List<FeatureRecord> records = new ArrayList<>();
        for (int id = 0; id < count; id++) {
            double x = 4 * random.nextDouble() - 2;
            double y = 4 * random.nextDouble() - 2;
            records.add(
                    record(
                            String.format(
                                    Locale.ROOT,
                                    "{\"id\":%d,\"x\":%.6f,\"y\":%.6f,\"inside\":\"%s\"}",
                                    id,
                                    x,
                                    y,
                                    x * x + y * y < 2 ? "yes" : "no")));
        }
        return records;
    }

    /** A record of any text. */
    public static FeatureRecord record(String json) {
        return new FeatureRecord(Optional.empty(), json.getBytes(UTF_8));
    }

    /** The records, once, in order. */
    public static TrainingInput input(List<FeatureRecord> records) {
        return TrainingInput.replay(new Replay(1, OptionalLong.empty()), Replay.Rows.of(records));
    }
}
