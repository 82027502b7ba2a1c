package dev.gradstream.model.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping.Action;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping.Metric;
import dev.gradstream.model.predict.Prediction.Classification;
import dev.gradstream.model.predict.Predictor;
import dev.gradstream.model.snapshot.Snapshot;
import dev.gradstream.model.snapshot.Snapshot.OffsetRange;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real learning problem: two overlapping clouds, and labels that turn wrong after a while. */
class TrainerLearningTest {
    private static final EarlyStopping RULE =
            new EarlyStopping(Metric.VALIDATION_LOSS, 3, 0, true, Action.FREEZE);

    private final Blobs blobs = new Blobs(1);
    private final RecordingOutput output = new RecordingOutput();

    @Test
    void holdOutAccuracyRises() {
        try (Trainer trainer = trainer(new PipelineFixture().build())) {
            trainer.accept(blobs.next(Split.VALIDATION, 100));
            learn(trainer, 200);
        }

        double first = output.metrics.get(0).at("/validation/accuracy").asDouble();
        double last = output.lastMetrics().at("/validation/accuracy").asDouble();
        assertThat(last).isGreaterThan(0.88).isGreaterThan(first);
        assertThat(output.lastMetrics().at("/training/accuracy").asDouble()).isGreaterThan(0.85);
        assertThat(output.lastMetrics().at("/validation/loss").asDouble())
                .isLessThan(output.metrics.get(0).at("/validation/loss").asDouble());
    }

    @Test
    void earlyStoppingRestoresTheBestModel() {
        Pipeline pipeline = new PipelineFixture().earlyStopping(RULE).build();
        MiniBatch heldOut = blobs.next(Split.VALIDATION, 100);
        try (Trainer trainer = trainer(pipeline)) {
            trainer.accept(heldOut);
            learn(trainer, 20);
            learnWrongly(trainer, 100);
            assertThat(trainer.stopRequested()).isFalse();
        }

        JsonNode stop = output.signals("early-stop").get(0);
        double best = stop.get("best").asDouble();
        assertThat(stop.get("value").asDouble()).isGreaterThan(best);
        assertThat(output.lastMetrics().at("/validation/loss").asDouble()).isEqualTo(best);
        Snapshot published = output.lastSnapshot().decode();
        assertThat(published.metrics().get("validation.loss")).isEqualTo(best);
        assertThat(published.step()).isEqualTo(bestStep());
        assertThat(published.metrics().get("training.loss"))
                .isEqualTo(trainingLossOfStep(bestStep()));
        assertThat(published.examples()).isEqualTo(16 * bestStep());
        assertThat(meanLoss(pipeline, published, heldOut)).isCloseTo(best, within(1e-5));
    }

    @ParameterizedTest
    @EnumSource(names = {"FREEZE", "STOP"})
    void afterTheStopBatchesAreScoredButNotLearnt(Action action) {
        Pipeline pipeline =
                new PipelineFixture()
                        .earlyStopping(
                                new EarlyStopping(Metric.VALIDATION_LOSS, 1, 0, true, action))
                        .snapshotEvery(1)
                        .build();
        try (Trainer trainer = trainer(pipeline)) {
            trainer.accept(blobs.next(Split.VALIDATION, 50));
            learn(trainer, 10);
            learnWrongly(trainer, 50);
            assertThat(output.signals("early-stop")).hasSize(1);
            long steps = trainer.steps();
            int versions = output.snapshots.size();
            int reports = output.metrics.size();

            trainer.accept(blobs.next(Split.VALIDATION, 50));
            learn(trainer, 25);
            trainer.finish();

            assertThat(trainer.stopRequested()).isEqualTo(action == Action.STOP);
            assertThat(trainer.steps()).isEqualTo(steps);
            assertThat(output.snapshots).hasSize(versions);
            assertThat(output.metrics).hasSize(reports + 5);
            assertThat(output.lastMetrics().at("/training/examples").asInt()).isEqualTo(5 * 16);
            assertThat(output.lastMetrics().at("/training/loss").isNumber()).isTrue();
            assertThat(output.lastMetrics().at("/validation/examples").asInt()).isEqualTo(100);
        }
    }

    @Test
    void theEndOfTheInputRestoresTheBestModelToo() {
        Pipeline pipeline =
                new PipelineFixture()
                        .earlyStopping(
                                new EarlyStopping(
                                        Metric.VALIDATION_LOSS, 1000, 0, true, Action.FREEZE))
                        .snapshotEvery(1000)
                        .build();
        try (Trainer trainer = trainer(pipeline)) {
            trainer.accept(blobs.next(Split.VALIDATION, 100));
            learn(trainer, 20);
            learnWrongly(trainer, 42);
            trainer.finish();
            List<String> log = List.copyOf(output.log);
            trainer.finish();
            assertThat(output.log).isEqualTo(log);
        }

        assertThat(output.signals("early-stop")).isEmpty();
        assertThat(output.snapshots).hasSize(1);
        Snapshot published = output.lastSnapshot().decode();
        assertThat(published.step()).isEqualTo(bestStep()).isLessThan(62);
        List<JsonNode> improved = output.signals("improved");
        assertThat(published.metrics().get("validation.loss"))
                .isEqualTo(improved.get(improved.size() - 1).get("value").asDouble());
        assertThat(published.lineage())
                .extracting(OffsetRange::last)
                .allMatch(last -> last <= (100 + 16 * published.step() - 1) / 3);
    }

    @Test
    void aLuckyFirstEvaluationIsNotTheBestForEver() {
        Pipeline pipeline =
                new PipelineFixture()
                        .earlyStopping(
                                new EarlyStopping(
                                        Metric.VALIDATION_ACCURACY, 1000, 0, true, Action.FREEZE))
                        .build();
        try (Trainer trainer = trainer(pipeline)) {
            MiniBatch lucky = blobs.next(Split.VALIDATION, 1);
            lucky.targets()[0] = 1 - lucky.targets()[0];
            trainer.accept(lucky);
            learn(trainer, 5);
            assertThat(output.lastMetrics().at("/validation/accuracy").asDouble()).isOne();
            trainer.accept(blobs.next(Split.VALIDATION, 99));
            learn(trainer, 200);
            trainer.finish();
        }

        assertThat(output.lastSnapshot().decode().step()).isGreaterThan(5);
        assertThat(output.lastSnapshot().decode().metrics().get("validation.accuracy"))
                .isGreaterThan(0.85);
    }

    @Test
    void watchingChangesNothingThatIsLearnt() {
        Pipeline watched =
                new PipelineFixture()
                        .earlyStopping(
                                new EarlyStopping(
                                        Metric.VALIDATION_LOSS, 1000, 0, false, Action.FREEZE))
                        .build();
        for (Pipeline pipeline : List.of(watched, new PipelineFixture().build())) {
            Blobs same = new Blobs(3);
            try (Trainer trainer = trainer(pipeline)) {
                for (int i = 0; i < 60; i++) {
                    trainer.accept(same.next(Split.VALIDATION, 2));
                    trainer.accept(same.next(Split.TRAINING, 16));
                }
                trainer.finish();
            }
        }

        assertThat(output.snapshots).hasSize(12);
        assertThat(output.snapshots.get(11).decode())
                .usingRecursiveComparison()
                .isEqualTo(output.snapshots.get(5).decode());
    }

    @Test
    void whatCameAfterTheLastReportIsJudgedAtTheEnd() {
        Pipeline pipeline = new PipelineFixture().earlyStopping(RULE).validation(1000, 100).build();
        try (Trainer trainer = trainer(pipeline)) {
            trainer.accept(blobs.next(Split.VALIDATION, 100));
            learn(trainer, 7);
            assertThat(output.metrics).isEmpty();
            trainer.finish();
        }

        assertThat(output.metrics).hasSize(1);
        assertThat(output.lastMetrics().at("/training/examples").asInt()).isEqualTo(7 * 16);
        assertThat(output.signals("improved")).hasSize(1);
        assertThat(output.lastSnapshot().decode().metrics())
                .containsKeys("training.loss", "validation.loss", "validation.accuracy");
    }

    @Test
    void withoutRestoringTheLastModelStays() {
        Pipeline pipeline =
                new PipelineFixture()
                        .earlyStopping(
                                new EarlyStopping(
                                        Metric.VALIDATION_ACCURACY, 2, 0.01, false, Action.STOP))
                        .build();
        try (Trainer trainer = trainer(pipeline)) {
            trainer.accept(blobs.next(Split.VALIDATION, 100));
            learn(trainer, 20);
            learnWrongly(trainer, 100);
            trainer.finish();

            assertThat(trainer.stopRequested()).isTrue();
            assertThat(output.lastSnapshot().decode().step()).isEqualTo(trainer.steps());
        }
        JsonNode stop = output.signals("early-stop").get(0);
        assertThat(stop.get("metric").asText()).isEqualTo("validation.accuracy");
        assertThat(stop.get("value").asDouble()).isLessThan(stop.get("best").asDouble() + 0.01);
        assertThat(output.lastSnapshot().headers().get("step"))
                .isEqualTo(stop.get("step").asText());
    }

    @Test
    void trainingLossNeedsNoHoldOut() {
        Pipeline pipeline =
                new PipelineFixture()
                        .noValidation()
                        .earlyStopping(
                                new EarlyStopping(Metric.TRAINING_LOSS, 2, 0, true, Action.FREEZE))
                        .build();
        try (Trainer trainer = trainer(pipeline)) {
            learn(trainer, 60);
            learnWrongly(trainer, 100);
        }

        assertThat(output.signals("early-stop")).hasSize(1);
        assertThat(output.lastSnapshot().decode().step()).isEqualTo(bestStep());
    }

    private Trainer trainer(Pipeline pipeline) {
        return Trainer.create(pipeline, Optional.empty(), 1, output);
    }

    private void learn(Trainer trainer, int batches) {
        for (int i = 0; i < batches; i++) {
            trainer.accept(blobs.next(Split.TRAINING, 16));
        }
    }

    private void learnWrongly(Trainer trainer, int batches) {
        for (int i = 0; i < batches; i++) {
            trainer.accept(blobs.nextMislabelled(16));
        }
    }

    private long bestStep() {
        List<JsonNode> improved = output.signals("improved");
        return improved.get(improved.size() - 1).get("step").asLong();
    }

    private double trainingLossOfStep(long step) {
        return output.metrics.stream()
                .filter(report -> report.get("step").asLong() == step)
                .findFirst()
                .orElseThrow()
                .at("/training/loss")
                .asDouble();
    }

    private static double meanLoss(Pipeline pipeline, Snapshot snapshot, MiniBatch batch) {
        double sum = 0;
        try (Predictor predictor = new Predictor(pipeline, snapshot)) {
            var predictions = predictor.predict(batch.features(), batch.size());
            for (int row = 0; row < batch.size(); row++) {
                Classification prediction = (Classification) predictions.get(row);
                sum -= Math.log(prediction.probabilities().get((int) batch.targets()[row]));
            }
        }
        return sum / batch.size();
    }
}
