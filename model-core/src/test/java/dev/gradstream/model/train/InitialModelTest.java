package dev.gradstream.model.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradstream.model.data.Scaling;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.learn.StateDict;
import dev.gradstream.model.learn.scaler.ScalerState;
import dev.gradstream.model.learn.scaler.ScalerStates;
import dev.gradstream.model.nn.Linear;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.snapshot.ModelDesign;
import dev.gradstream.model.snapshot.SafeTensors;
import dev.gradstream.model.snapshot.Snapshot;
import dev.gradstream.model.snapshot.SnapshotFormatException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InitialModelTest {
    @Test
    void startsFromTheParametersOfAFile() {
        Snapshot start = published(new PipelineFixture().build());
        byte[] parametersAlone = SafeTensors.encode(model(ScalerStates.NONE, start.parameters()));

        Snapshot first = firstSnapshot(new PipelineFixture().build(), parametersAlone);

        assertThat(first.parameters()).usingRecursiveComparison().isEqualTo(start.parameters());
        assertThat(first.scalers().features())
                .usingRecursiveComparison()
                .isEqualTo(new ScalerState.Standard(0, new double[2], new double[2]));
        assertThat(first.step()).isZero();
    }

    @Test
    void startsFromTheScalerOfASnapshotToo() {
        Snapshot start = published(new PipelineFixture().build());

        Snapshot first = firstSnapshot(new PipelineFixture().build(), SafeTensors.encode(start));

        assertThat(first.parameters()).usingRecursiveComparison().isEqualTo(start.parameters());
        assertThat(first.scalers()).usingRecursiveComparison().isEqualTo(start.scalers());
        assertThat(first.version()).isEqualTo(1);
    }

    @Test
    void refusesAModelThatIsNotForThePipeline() {
        byte[] start = SafeTensors.encode(published(new PipelineFixture().build()));

        assertRefused(new PipelineFixture().columns("x", "z").build(), start, "feature columns");
        assertRefused(new PipelineFixture().classes("a", "b").build(), start, "classes");
        assertRefused(
                new PipelineFixture().scaling(Scaling.NONE).build(), start, "scaling is standard");
        assertRefused(new PipelineFixture().model(new Linear(1, true)).build(), start, "layers");
    }

    @Test
    void refusesParametersOfUnknownDesignThatDoNotFit() {
        Snapshot start = published(new PipelineFixture().build());
        byte[] unknown = SafeTensors.encode(model(start.scalers(), start.parameters()));

        assertRefused(
                new PipelineFixture().scaling(Scaling.NONE).build(),
                unknown,
                "standard scaling of 2 columns, but nothing is scaled here");
        assertRefused(
                new PipelineFixture().model(new Linear(1, true)).build(), unknown, "0.weight");
    }

    @Test
    void refusesWhatIsNoSafetensorsFile() {
        assertThatThrownBy(() -> firstSnapshot(new PipelineFixture().build(), new byte[] {1, 2}))
                .isInstanceOf(SnapshotFormatException.class);
    }

    private static void assertRefused(Pipeline pipeline, byte[] start, String message) {
        assertThatThrownBy(() -> firstSnapshot(pipeline, start))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private static Snapshot firstSnapshot(Pipeline pipeline, byte[] init) {
        RecordingOutput output = new RecordingOutput();
        try (Trainer trainer = Trainer.create(pipeline, Optional.of(init), 1, output)) {
            trainer.finish();
        }
        return output.lastSnapshot().decode();
    }

    private static Snapshot published(Pipeline pipeline) {
        RecordingOutput output = new RecordingOutput();
        Blobs blobs = new Blobs(4);
        try (Trainer trainer = Trainer.create(pipeline, Optional.empty(), 1, output)) {
            for (int i = 0; i < 5; i++) {
                trainer.accept(blobs.next(Split.TRAINING, 16));
            }
            trainer.finish();
        }
        return output.lastSnapshot().decode();
    }

    private static Snapshot model(ScalerStates scalers, StateDict parameters) {
        return new Snapshot(
                "", 0, 0, 0, Map.of(), List.of(), ModelDesign.UNKNOWN, scalers, parameters);
    }
}
