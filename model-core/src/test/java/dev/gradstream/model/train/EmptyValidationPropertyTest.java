package dev.gradstream.model.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping.Action;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping.Metric;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A hold-out that nothing has come into yet stops, spoils and promises nothing. */
class EmptyValidationPropertyTest {

    @Property(tries = 40)
    void theTrainerLearnsReportsAndPublishesAllTheSame(
            @ForAll @IntRange(min = 1, max = 30) int batches,
            @ForAll @IntRange(min = 1, max = 16) int rows,
            @ForAll @IntRange(min = 1, max = 7) int every,
            @ForAll Action action) {
        Pipeline pipeline =
                new PipelineFixture()
                        .validation(every, 100)
                        .earlyStopping(
                                new EarlyStopping(Metric.VALIDATION_LOSS, 1, 0, true, action))
                        .build();
        RecordingOutput output = new RecordingOutput();
        Blobs blobs = new Blobs(batches);
        try (Trainer trainer = Trainer.create(pipeline, Optional.empty(), 1, output)) {
            trainer.accept(new MiniBatch(Split.VALIDATION, rows, 2, 1));
            for (int i = 0; i < batches; i++) {
                trainer.accept(blobs.next(Split.TRAINING, rows));
            }
            trainer.finish();

            assertThat(trainer.steps()).isEqualTo(batches);
            assertThat(trainer.stopRequested()).isFalse();
        }
        assertThat(output.signals).isEmpty();
        assertThat(output.metrics).hasSize((batches + every - 1) / every);
        assertThat(output.metrics)
                .allSatisfy(
                        report -> {
                            assertThat(report.has("validation")).isFalse();
                            assertThat(report.at("/training/loss").isNumber()).isTrue();
                        });
        assertThat(output.lastSnapshot().decode().step()).isEqualTo(batches);
        assertThat(output.lastSnapshot().decode().metrics())
                .containsOnlyKeys("training.loss", "training.accuracy", "training.f1_macro");
    }
}
