package dev.gradstream.model.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.learn.scaler.ScalerState;
import dev.gradstream.model.optim.SGD;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.snapshot.Snapshot;
import dev.gradstream.model.snapshot.Snapshot.OffsetRange;
import dev.gradstream.model.snapshot.SnapshotDigest;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What goes out when, and what it says. */
class TrainerOutputTest {
    private final Blobs blobs = new Blobs(2);
    private final RecordingOutput output = new RecordingOutput();

    @Test
    void reportsEveryFewTrainingBatches() {
        try (Trainer trainer = trainer(new PipelineFixture().validation(5, 100).build())) {
            for (int i = 0; i < 23; i++) {
                trainer.accept(blobs.next(Split.VALIDATION, 3));
                trainer.accept(blobs.next(Split.TRAINING, 16));
            }
        }

        assertThat(output.metrics)
                .extracting(report -> report.get("step").asInt())
                .containsExactly(5, 10, 15, 20);
        JsonNode report = output.metrics.get(1);
        assertThat(report.get("model").asText()).isEqualTo("blobs");
        assertThat(report.get("examples").asInt()).isEqualTo(160);
        assertThat(report.get("version").asInt()).isZero();
        assertThat(report.get("event_time").asLong()).isEqualTo(1_000_000 + 10 * 19 - 1);
        assertThat(report.get("learning_rate").asDouble()).isEqualTo(0.01);
        assertThat(report.at("/training/examples").asInt()).isEqualTo(80);
        assertThat(report.at("/validation/examples").asInt()).isEqualTo(30);
        assertThat(output.metrics.get(2).get("version").asInt()).isEqualTo(1);
    }

    @Test
    void withoutHoldOutItReportsEveryTwentyBatches() {
        try (Trainer trainer = trainer(new PipelineFixture().noValidation().build())) {
            learn(trainer, 45);
        }

        assertThat(output.metrics)
                .extracting(report -> report.get("step").asInt())
                .containsExactly(20, 40);
        assertThat(output.lastMetrics().has("validation")).isFalse();
    }

    @Test
    void regressionReportsNoAccuracy() {
        Pipeline pipeline =
                new PipelineFixture()
                        .regression()
                        .optimizer(new SGD(0.05, 0.9, 0, 0, false))
                        .build();
        try (Trainer trainer = trainer(pipeline)) {
            trainer.accept(blobs.next(Split.VALIDATION, 20));
            learn(trainer, 5);
        }

        assertThat(output.lastMetrics().at("/training/loss").isNumber()).isTrue();
        assertThat(output.lastMetrics().at("/training").has("accuracy")).isFalse();
        assertThat(output.lastMetrics().at("/validation").has("accuracy")).isFalse();
        assertThat(output.lastMetrics().get("learning_rate").asDouble()).isEqualTo(0.05);
    }

    @Test
    void publishesEveryFewTrainingBatchesAndAtTheEnd() {
        Pipeline pipeline = new PipelineFixture().snapshotEvery(10).build();
        try (Trainer trainer = Trainer.create(pipeline, Optional.empty(), 41, output)) {
            trainer.accept(blobs.next(Split.VALIDATION, 30));
            learn(trainer, 25);
            trainer.finish();
        }

        assertThat(output.snapshots)
                .extracting(RecordingOutput.Published::version)
                .containsExactly(41L, 42L, 43L);
        RecordingOutput.Published last = output.lastSnapshot();
        assertThat(last.headers())
                .containsEntry("model", "blobs")
                .containsEntry("version", "43")
                .containsEntry("step", "25")
                .containsEntry("examples", "400")
                .containsEntry("sha256", SnapshotDigest.sha256(last.bytes()))
                .containsKey("validation.loss");
        Snapshot snapshot = last.decode();
        assertThat(snapshot.version()).isEqualTo(43);
        assertThat(snapshot.step()).isEqualTo(25);
        assertThat(snapshot.columns()).containsExactly("x", "y");
        assertThat(snapshot.classes()).containsExactly("left", "right");
        assertThat(snapshot.scalers().features())
                .asInstanceOf(type(ScalerState.Standard.class))
                .extracting(ScalerState.Standard::count)
                .isEqualTo(400.0);
        assertThat(snapshot.metrics().get("validation.loss"))
                .isEqualTo(output.lastMetrics().at("/validation/loss").asDouble());
        // Examples 30 to 429 were learnt from; example n lies at offset n / 3 of partition n % 3.
        assertThat(snapshot.lineage())
                .containsExactly(
                        new OffsetRange(0, 10, 143),
                        new OffsetRange(1, 10, 142),
                        new OffsetRange(2, 10, 142));
    }

    @Test
    void theSameModelIsNotPublishedTwice() {
        try (Trainer trainer = trainer(new PipelineFixture().snapshotEvery(10).build())) {
            learn(trainer, 10);
            trainer.finish();
            trainer.finish();
        }

        assertThat(output.snapshots).hasSize(1);
    }

    @Test
    void anInputWithoutExamplesPublishesTheStartWhereNoVersionStands() {
        try (Trainer trainer = trainer(new PipelineFixture().build())) {
            trainer.finish();
        }

        assertThat(output.metrics).isEmpty();
        assertThat(output.lastSnapshot().decode().step()).isZero();
    }

    @Test
    void randomParametersAreNoNewerVersion() {
        Pipeline pipeline = new PipelineFixture().snapshotEvery(1).build();
        try (Trainer trainer = Trainer.create(pipeline, Optional.empty(), 5, output)) {
            trainer.accept(blobs.next(Split.VALIDATION, 20));
            trainer.finish();
            assertThat(output.snapshots).isEmpty();
            try (Trainer restored = Trainer.restore(pipeline, trainer.state(), output)) {
                restored.finish();
            }
        }

        assertThat(output.snapshots).isEmpty();
    }

    @Test
    void givenParametersAreANewerVersion() {
        Pipeline pipeline = new PipelineFixture().snapshotEvery(1).build();
        try (Trainer trainer = trainer(pipeline)) {
            learn(trainer, 1);
        }
        byte[] init = output.lastSnapshot().bytes();
        try (Trainer trainer = Trainer.create(pipeline, Optional.of(init), 5, output)) {
            trainer.finish();
        }

        assertThat(output.lastSnapshot().version()).isEqualTo(5);
    }

    @Test
    void aRunOfRefusedStepsGivesOneSignalAndIsCounted() {
        try (Trainer trainer =
                trainer(new PipelineFixture().regression().snapshotEvery(5).build())) {
            learn(trainer, 5);
            trainer.accept(blobs.nextPoisoned(16));
            trainer.accept(blobs.nextPoisoned(16));
            learn(trainer, 1);
            trainer.accept(blobs.nextPoisoned(16));
            learn(trainer, 1);
            assertThat(trainer.steps()).isEqualTo(7);
            assertThat(trainer.examples()).isEqualTo(7 * 16);
        }

        assertThat(output.signals("divergence")).hasSize(2);
        JsonNode signal = output.signals("divergence").get(0);
        assertThat(signal.get("step").asInt()).isEqualTo(5);
        assertThat(signal.get("message").asText()).contains("the step was refused");
        assertThat(output.lastMetrics().at("/training/refused_steps").asInt()).isEqualTo(3);
        assertThat(output.lastMetrics().at("/training/examples").asInt()).isEqualTo(32);
        assertThat(output.lastMetrics().at("/training/loss").isNumber()).isTrue();
        assertThat(output.snapshots).hasSize(2);
    }

    @Test
    void versionsOfRefusedStepsAloneDoNotExist() {
        try (Trainer trainer =
                trainer(new PipelineFixture().regression().snapshotEvery(5).build())) {
            learn(trainer, 5);
            for (int i = 0; i < 10; i++) {
                trainer.accept(blobs.nextPoisoned(16));
            }
            trainer.finish();
        }

        assertThat(output.snapshots).hasSize(1);
    }

    @Test
    void emptyBatchesAreNothing() {
        try (Trainer trainer = trainer(new PipelineFixture().validation(1, 10).build())) {
            trainer.accept(new MiniBatch(Split.TRAINING, 4, 2, 1));
            trainer.accept(new MiniBatch(Split.VALIDATION, 4, 2, 1));
        }

        assertThat(output.log).isEmpty();
    }

    @Test
    void heldOutRowsNeedAValidation() {
        try (Trainer trainer = trainer(new PipelineFixture().noValidation().build())) {
            assertThatThrownBy(() -> trainer.accept(blobs.next(Split.VALIDATION, 1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no validation");
        }
    }

    private Trainer trainer(Pipeline pipeline) {
        return Trainer.create(pipeline, Optional.empty(), 1, output);
    }

    private void learn(Trainer trainer, int batches) {
        for (int i = 0; i < batches; i++) {
            trainer.accept(blobs.next(Split.TRAINING, 16));
        }
    }
}
