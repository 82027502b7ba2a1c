package dev.gradstream.job.run;

import dev.gradstream.job.PipelineText;
import dev.gradstream.job.replay.FeatureRecord;
import dev.gradstream.model.pipeline.InvalidPipelineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Something that only the past explains: of each of several series, whose records are mixed, a
 * label says whether the last two signals differed, and one in twenty labels is wrong.
 */
final class Echo {
    private static final int SERIES = 5;

    private Echo() {}

    /**
     * A pipeline whose topics begin with the name.
     *
     * @param features what stands under {@code features}, beside format and key
     */
    static PipelineText pipeline(String name, String bootstrapServers, String features)
            throws InvalidPipelineException {
        return PipelineText.of(
                """
                name: %s
                kafka: {bootstrap.servers: %s}
                features: {format: json, key: sensor, %s}
                target: {column: differed, classes: ["no", "yes"]}
                model: [Linear: {out_features: 16}, Tanh, Linear: {out_features: 1}]
                loss: BCEWithLogitsLoss
                optimizer: {Adam: {lr: 0.03}}
                seed: 7
                training: {batch_size: 32, batch_timeout: 0s, metrics_over: {window: 2000}}
                snapshots: {every: 50 batches}
                """
                        .formatted(name, bootstrapServers, features),
                name + ".yaml",
                Map.of());
    }

    /** Good records, the same at every call. */
    static List<FeatureRecord> records(int count) {
        Random random = new Random(5);
        List<FeatureRecord> records = new ArrayList<>();
        int[] last = new int[SERIES];
        int[] lastButOne = new int[SERIES];
        for (int i = 0; i < count; i++) {
            int series = random.nextInt(SERIES);
            boolean differed = last[series] != lastButOne[series];
            boolean wrong = random.nextInt(20) == 0;
            int signal = random.nextInt(2);
            records.add(
                    Circle.record(
                            String.format(
                                    Locale.ROOT,
                                    "{\"sensor\":\"s%d\",\"signal\":%d,\"differed\":\"%s\"}",
                                    series,
                                    signal,
                                    differed == wrong ? "no" : "yes")));
            lastButOne[series] = last[series];
            last[series] = signal;
        }
        return records;
    }
}
