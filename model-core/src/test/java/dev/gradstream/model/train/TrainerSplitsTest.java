package dev.gradstream.model.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gradstream.model.data.HoldOut;
import dev.gradstream.model.data.HoldOutRule;
import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.learn.Balanced;
import dev.gradstream.model.nn.Dropout;
import dev.gradstream.model.nn.Linear;
import dev.gradstream.model.nn.ReLU;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping;
import dev.gradstream.model.pipeline.Weighting;
import dev.gradstream.model.predict.Prediction;
import dev.gradstream.model.predict.Predictor;
import dev.gradstream.model.snapshot.Snapshot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Examples for a test, weights and negatives that are left out. */
class TrainerSplitsTest {
    private static final HoldOutRule BY_KEY = new HoldOutRule.Key(0.1);
    private static final HoldOutRule BY_COLUMN = new HoldOutRule.Column("c", List.of("test"));

    private final RecordingOutput output = new RecordingOutput();

    @Test
    void eachVersionIsTestedWhenItIsPublishedAndNotBefore() {
        Pipeline pipeline = new PipelineFixture().test(BY_KEY, 50).snapshotEvery(10).build();
        Blobs blobs = new Blobs(1);
        try (Trainer trainer = Trainer.create(pipeline, Optional.empty(), 1, output)) {
            trainer.accept(blobs.next(Split.TEST, 30));
            for (int i = 0; i < 25; i++) {
                trainer.accept(blobs.next(Split.TRAINING, 16));
            }
            assertThat(tests()).hasSize(2);
            trainer.finish();
            trainer.finish();
        }

        assertThat(tests()).hasSize(3).isEqualTo(lastOfEachVersion());
        for (int i = 0; i < 3; i++) {
            JsonNode report = tests().get(i);
            assertThat(report.get("version").asInt()).isEqualTo(i + 1);
            assertThat(report.at("/test/examples").asInt()).isEqualTo(30);
            Snapshot version = output.snapshots.get(i).decode();
            assertThat(report.get("step").asLong()).isEqualTo(version.step());
            assertThat(version.metrics())
                    .containsEntry("test.loss", report.at("/test/loss").asDouble())
                    .containsEntry("test.roc_auc", report.at("/test/roc_auc").asDouble());
            assertThat(output.snapshots.get(i).headers()).containsKey("test.accuracy");
        }
        assertThat(tests().get(2).at("/test/accuracy").asDouble()).isGreaterThan(0.8);
    }

    private List<JsonNode> tests() {
        return output.metrics.stream().filter(report -> report.has("test")).toList();
    }

    private List<JsonNode> lastOfEachVersion() {
        return tests().stream().filter(report -> !report.has("training")).toList();
    }

    @Test
    void whatComesBehindTheLastVersionIsTestedOnAtTheEnd() {
        Pipeline pipeline = new PipelineFixture().test(BY_KEY, 50).snapshotEvery(1).build();
        Blobs blobs = new Blobs(1);
        try (Trainer trainer = Trainer.create(pipeline, Optional.empty(), 1, output)) {
            trainer.accept(blobs.next(Split.TRAINING, 16));
            assertThat(tests()).isEmpty();
            trainer.accept(blobs.next(Split.TEST, 30));
            trainer.finish();
            trainer.finish();
        }

        assertThat(tests()).hasSize(1);
        assertThat(tests().get(0).get("version").asInt()).isEqualTo(1);
        assertThat(output.snapshots).hasSize(1);
    }

    @Test
    void theTestTeachesNothing() {
        Pipeline tested = new PipelineFixture().test(BY_KEY, 50).build();
        Blobs blobs = new Blobs(2);
        List<MiniBatch> stream = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            stream.add(blobs.next(Split.TRAINING, 16));
            stream.add(blobs.next(Split.VALIDATION, 4));
        }
        MiniBatch test = blobs.next(Split.TEST, 40);
        RecordingOutput plain = new RecordingOutput();
        try (Trainer with = Trainer.create(tested, Optional.empty(), 1, output);
                Trainer without =
                        Trainer.create(new PipelineFixture().build(), Optional.empty(), 1, plain)) {
            for (MiniBatch batch : stream) {
                with.accept(test);
                with.accept(batch);
                without.accept(batch);
            }
            with.finish();
            without.finish();
            assertThat(with.examples()).isEqualTo(without.examples()).isEqualTo(320);
        }
        assertThat(output.lastSnapshot().decode().parameters())
                .usingRecursiveComparison()
                .isEqualTo(plain.lastSnapshot().decode().parameters());
        assertThat(output.lastSnapshot().decode().lineage())
                .isEqualTo(plain.lastSnapshot().decode().lineage());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void withAllOfItOnARestoredTrainerSaysAndHoldsTheSame(long seed) {
        Pipeline pipeline = everything().build();
        Blobs blobs = new Blobs(seed);
        Random random = new Random(seed);
        RecordingOutput disturbed = new RecordingOutput();
        Trainer whole = Trainer.create(pipeline, Optional.empty(), 1, output);
        Trainer killed = Trainer.create(pipeline, Optional.empty(), 1, disturbed);
        for (int i = 0; i < 120; i++) {
            Split split = Split.ofCode(i % 4 == 1 ? 1 : i % 5 == 2 ? 2 : 0);
            MiniBatch batch = blobs.next(split, 1 + random.nextInt(16));
            for (int row = 0; row < batch.size(); row++) {
                batch.weights()[row] = random.nextInt(4) / 2f;
            }
            if (i % 30 == 29) {
                batch.features()[0] = Float.MAX_VALUE;
            }
            if (random.nextInt(4) == 0) {
                killed = restart(pipeline, killed, disturbed);
            }
            whole.accept(batch);
            killed.accept(batch);
            assertThat(killed.state()).isEqualTo(whole.state());
        }
        killed = restart(pipeline, killed, disturbed);
        whole.finish();
        killed.finish();
        assertThat(disturbed.log).isEqualTo(output.log);
        assertThat(disturbed.lastSnapshot().bytes()).isEqualTo(output.lastSnapshot().bytes());
        assertThat(tests()).isNotEmpty();
        whole.close();
        killed.close();
    }

    private static Trainer restart(Pipeline pipeline, Trainer trainer, RecordingOutput output) {
        byte[] state = trainer.state();
        trainer.close();
        return Trainer.restore(pipeline, state, output);
    }

    private static PipelineFixture everything() {
        return new PipelineFixture()
                .model(new Linear(8, true), new ReLU(), new Dropout(0.2), new Linear(1, true))
                .validation(new HoldOutRule.Column("c", List.of("valid")), 5, 30)
                .test(BY_COLUMN, 20)
                .weighting(new Weighting(Optional.of("w"), Optional.of(new Balanced(0.99)), 0.3))
                .earlyStopping(
                        new EarlyStopping(
                                EarlyStopping.Metric.VALIDATION_LOSS,
                                8,
                                0,
                                true,
                                EarlyStopping.Action.FREEZE))
                .snapshotEvery(7);
    }

    @Test
    void ofAnotherRuleOnlyTheRowsThatAreStillTheTestsStay() {
        Pipeline before = new PipelineFixture().test(new HoldOutRule.Key(0.3), 1000).build();
        byte[] state = state(before);
        HoldOut tenth = new HoldOut(0.2, 0.1);
        long still = LongStream.range(0, 400).filter(k -> tenth.split(k) == Split.TEST).count();

        assertThat(testedAfterRestart(new PipelineFixture().test(BY_KEY, 1000), state))
                .isEqualTo(still);
        assertThat(testedAfterRestart(new PipelineFixture().test(BY_COLUMN, 1000), state)).isZero();
        assertThat(testedAfterRestart(new PipelineFixture().test(BY_KEY, 1000).key("x"), state))
                .isZero();
        byte[] byColumn = state(new PipelineFixture().test(BY_COLUMN, 1000).build());
        assertThat(testedAfterRestart(new PipelineFixture().test(BY_COLUMN, 1000), byColumn))
                .isEqualTo(400);
        HoldOutRule other = new HoldOutRule.Column("c", List.of("exam"));
        assertThat(testedAfterRestart(new PipelineFixture().test(other, 1000), byColumn)).isZero();
    }

    private static byte[] state(Pipeline pipeline) {
        try (Trainer trainer =
                Trainer.create(pipeline, Optional.empty(), 1, new RecordingOutput())) {
            trainer.accept(new Blobs(3).next(Split.TEST, 400));
            return trainer.state();
        }
    }

    /** How many examples the next version is tested on. */
    private static long testedAfterRestart(PipelineFixture pipeline, byte[] state) {
        RecordingOutput after = new RecordingOutput();
        try (Trainer trainer = Trainer.restore(pipeline.build(), state, after)) {
            trainer.accept(new Blobs(8).next(Split.TRAINING, 16));
            trainer.finish();
        }
        return after.metrics.stream().mapToLong(r -> r.at("/test/examples").asLong()).sum();
    }

    @Test
    void aTestBatchWithoutATestIsRefused() {
        try (Trainer trainer =
                Trainer.create(new PipelineFixture().build(), Optional.empty(), 1, output)) {
            assertThatThrownBy(() -> trainer.accept(new Blobs(1).next(Split.TEST, 3)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the pipeline file has no test");
        }
    }

    @Test
    void aVersionCarriesItsShareOfNegativesAndIsReadWithItAlone() {
        PipelineFixture sampled =
                new PipelineFixture()
                        .weighting(new Weighting(Optional.empty(), Optional.empty(), 0.1));
        byte[] state;
        try (Trainer trainer = Trainer.create(sampled.build(), Optional.empty(), 1, output)) {
            trainer.accept(new Blobs(1).next(Split.TRAINING, 16));
            state = trainer.state();
            trainer.finish();
        }
        Snapshot version = output.lastSnapshot().decode();

        assertThat(version.design().keepNegatives()).isEqualTo(0.1);
        assertThat(new String(output.lastSnapshot().bytes(), StandardCharsets.ISO_8859_1))
                .contains("\"keep_negatives\":\"0.1\"");
        Snapshot unsampled =
                new Snapshot(
                        version.model(),
                        1,
                        1,
                        1,
                        version.metrics(),
                        version.lineage(),
                        LearnerConfigs.design(new PipelineFixture().build()),
                        version.scalers(),
                        version.parameters());
        float[] features = {12, -3};
        double p = positive(new PipelineFixture().build(), unsampled, features);
        double q = positive(sampled.build(), version, features);
        assertThat(q).isCloseTo(p / (p + (1 - p) / 0.1), within(1e-6));
        assertThatThrownBy(() -> positive(new PipelineFixture().build(), version, features))
                .hasMessageContaining("keep_negatives is 0.1, but 1.0 is needed");
        assertThatThrownBy(() -> Trainer.restore(new PipelineFixture().build(), state, output))
                .hasMessageContaining("keep_negatives is 0.1, but 1.0 is needed");
    }

    private static double positive(Pipeline pipeline, Snapshot model, float[] features) {
        try (Predictor predictor = new Predictor(pipeline, model)) {
            return ((Prediction.Classification) predictor.predict(features)).probabilities().get(1);
        }
    }
}
