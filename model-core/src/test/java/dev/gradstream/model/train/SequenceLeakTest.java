package dev.gradstream.model.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.Missing;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.data.sequence.Sequence;
import dev.gradstream.model.data.sequence.SequencedRecords;
import dev.gradstream.model.data.sequence.Sequencer;
import dev.gradstream.model.data.sequence.Term;
import dev.gradstream.model.pipeline.Features;
import dev.gradstream.model.pipeline.Pipeline;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A target of pure noise is not predicted better than by chance, whatever an example takes of the
 * past; and the test would find out if it were.
 */
class SequenceLeakTest {
    private static final int RECORDS = 8000;
    private static final int SCORED = 3000;

    /** Five standard deviations of the share of heads in as many throws. */
    private static final double CHANCE = 5 * Math.sqrt(0.25 / SCORED);

    private static final String CLASSES =
            "target: {column: side, classes: [a, b]}\nloss: BCEWithLogitsLoss";
    private static final String NUMBER = "target: {column: noise}\nloss: MSELoss";
    private static final String SIDE =
            "{name: side, type: categorical, encoding: one_hot, categories: [a, b]}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "columns: [x, {lag: {column: side, by: [1]}}]",
                "columns: [{lag: {column: side, by: [1, 2, 3]}}, x]",
                "missing: mean, columns: [x, {lag: {column: side, by: [2, 5]}}]",
                "window: {length: 3, target_ahead: 1}, columns: [x, " + SIDE + "]",
                "window: {length: 2, stride: 2, target_ahead: 1}, columns: [x, " + SIDE + "]",
                "window: {length: 4, stride: 3, target_ahead: 2}, columns: [" + SIDE + "]",
            })
    void noiseOfTwoClassesIsGuessedByChance(String features) throws RefusedRecordException {
        Pipeline pipeline = pipeline(features, CLASSES);

        assertThat(last(pipeline, right(pipeline)).get("training").get("accuracy").asDouble())
                .isBetween(0.5 - CHANCE, 0.5 + CHANCE);
        assertThat(last(pipeline, oneTooLate(pipeline)).get("training").get("accuracy").asDouble())
                .as("the test finds a leak")
                .isGreaterThan(0.95);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "columns: [x, {lag: {column: noise, by: [1]}}]",
                "missing: {indicator: mean}, columns: [{lag: {column: noise, by: [1, 4]}}, x]",
                "window: {length: 3, target_ahead: 1}, columns: [x, noise]",
                "window: {length: 2, stride: 2, target_ahead: 3}, columns: [noise]",
            })
    void noiseOfNumbersIsNotExplained(String features) throws RefusedRecordException {
        Pipeline pipeline = pipeline("scaling: standard, " + features, NUMBER);

        assertThat(last(pipeline, right(pipeline)).get("training").get("r2").asDouble())
                .isBetween(-0.5, 0.01);
        assertThat(last(pipeline, oneTooLate(pipeline)).get("training").get("r2").asDouble())
                .as("the test finds a leak")
                .isGreaterThan(0.9);
    }

    private static Sequencer right(Pipeline pipeline) {
        return pipeline.features().sequencer().orElseThrow();
    }

    /** The mistake that this test is for: so far back from a record that the newest is its own. */
    private static Sequencer oneTooLate(Pipeline pipeline) {
        Features features = pipeline.features();
        Sequence sequence = features.sequence().orElseThrow();
        int closest =
                sequence.terms().stream()
                        .mapToInt(Term::back)
                        .filter(b -> b > 0)
                        .min()
                        .orElseThrow();
        return new Sequencer(
                new Sequence(
                        sequence.terms().stream()
                                .map(t -> new Term(t.column(), Math.max(0, t.back() - closest)))
                                .toList(),
                        sequence.stride(),
                        sequence.filled()),
                features.columns(),
                Missing.ZERO);
    }

    private static Pipeline pipeline(String features, String target) {
        return SequencedRecords.pipeline(
                """
                name: leak
                kafka: {bootstrap.servers: nowhere}
                features: {key: series, %s}
                %s
                model: [Linear: {out_features: 8}, Tanh, Linear: {out_features: 1}]
                optimizer: {Adam: {lr: 0.01}}
                training: {batch_size: 16, metrics_over: {window: %d}}
                """
                        .formatted(features, target, SCORED));
    }

    /** The last report of what was predicted before it was learnt from. */
    private static JsonNode last(Pipeline pipeline, Sequencer sequencer)
            throws RefusedRecordException {
        SequencedRecords records = new SequencedRecords(pipeline, sequencer);
        MiniBatch batch =
                new MiniBatch(Split.TRAINING, 16, pipeline.featureCount(), pipeline.targetCount());
        RecordingOutput output = new RecordingOutput();
        Random random = new Random(9);
        try (Trainer trainer = Trainer.create(pipeline, Optional.empty(), 1, output)) {
            for (int i = 0; i < 4 * RECORDS && trainer.examples() < RECORDS; i++) {
                if (records.take(noise(random))) {
                    batch.add(records.example());
                }
                if (batch.isFull()) {
                    trainer.accept(batch);
                    batch.clear();
                }
            }
            trainer.finish();
        }
        return output.lastMetrics();
    }

    private static String noise(Random random) {
        return String.format(
                Locale.ROOT,
                "{\"series\":%d,\"x\":%.3f,\"noise\":%.3f,\"side\":\"%s\"}",
                random.nextInt(3),
                random.nextGaussian(),
                random.nextGaussian(),
                random.nextBoolean() ? "a" : "b");
    }
}
