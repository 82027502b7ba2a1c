package dev.gradstream.model.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradstream.model.data.HoldOut;
import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.Scaling;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.graph.NamePattern;
import dev.gradstream.model.learn.Learner;
import dev.gradstream.model.nn.Dropout;
import dev.gradstream.model.nn.Layer;
import dev.gradstream.model.nn.Linear;
import dev.gradstream.model.nn.ReLU;
import dev.gradstream.model.nn.Tanh;
import dev.gradstream.model.optim.Adam;
import dev.gradstream.model.optim.GradientClipping;
import dev.gradstream.model.optim.Optimization;
import dev.gradstream.model.optim.SGD;
import dev.gradstream.model.optim.schedule.StepLR;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping.Action;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A trainer that is killed and restored goes on as if nothing had happened. */
class TrainerRecoveryTest {

    @ParameterizedTest
    @CsvSource({"1, false", "2, false", "3, false", "4, true", "5, true", "6, true"})
    void restoredAtRandomBatchesItSaysAndHoldsTheSame(long seed, boolean regression) {
        Pipeline pipeline = (regression ? recoverable().regression() : recoverable()).build();
        List<MiniBatch> stream = stream(seed, regression);
        RecordingOutput undisturbed = new RecordingOutput();
        RecordingOutput disturbed = new RecordingOutput();
        Random random = new Random(seed);

        Trainer whole = Trainer.create(pipeline, Optional.empty(), 1, undisturbed);
        Trainer killed = Trainer.create(pipeline, Optional.empty(), 1, disturbed);
        for (MiniBatch batch : stream) {
            whole.accept(batch);
            if (random.nextInt(4) == 0) {
                killed = restart(pipeline, killed, disturbed);
            }
            killed.accept(batch);
            assertThat(killed.state()).isEqualTo(whole.state());
        }
        whole.finish();
        killed = restart(pipeline, killed, disturbed);
        killed.finish();
        killed = restart(pipeline, killed, disturbed);
        killed.finish();

        assertThat(disturbed.log).isEqualTo(undisturbed.log);
        assertThat(disturbed.signals("early-stop")).hasSize(1);
        assertThat(disturbed.signals("divergence").isEmpty()).isEqualTo(!regression);
        assertThat(killed.state()).isEqualTo(whole.state());
        assertThat(disturbed.lastSnapshot().bytes()).isEqualTo(undisturbed.lastSnapshot().bytes());
        whole.close();
        killed.close();
    }

    @Test
    void moreInputAfterTheEndIsLearntFromTheRestoredModel() {
        Pipeline pipeline =
                recoverable()
                        .earlyStopping(
                                new EarlyStopping(
                                        Metric.VALIDATION_LOSS, 1000, 0, true, Action.FREEZE))
                        .build();
        RecordingOutput undisturbed = new RecordingOutput();
        RecordingOutput disturbed = new RecordingOutput();
        Trainer whole = Trainer.create(pipeline, Optional.empty(), 1, undisturbed);
        Trainer killed = Trainer.create(pipeline, Optional.empty(), 1, disturbed);
        for (long seed = 1; seed <= 3; seed++) {
            for (MiniBatch batch : stream(seed, false)) {
                whole.accept(batch);
                killed.accept(batch);
            }
            whole.finish();
            killed.finish();
            killed = restart(pipeline, killed, disturbed);
            assertThat(killed.state()).isEqualTo(whole.state());
            assertThat(disturbed.lastSnapshot().decode().step()).isLessThan(killed.steps());
        }

        assertThat(disturbed.log).isEqualTo(undisturbed.log);
        assertThat(disturbed.snapshots)
                .extracting(RecordingOutput.Published::version)
                .doesNotHaveDuplicates()
                .isSorted();
        whole.close();
        killed.close();
    }

    @Test
    void aScheduleGoesOnAndIsReported() {
        Pipeline pipeline =
                recoverable()
                        .optimization(
                                new Optimization(
                                        new SGD(0.1, 0.9, 0, 0, false),
                                        new StepLR(8, 0.5),
                                        Optional.empty(),
                                        GradientClipping.norm(1),
                                        1e-4,
                                        List.of(),
                                        List.of(new NamePattern("0.bias"))))
                        .build();
        RecordingOutput undisturbed = new RecordingOutput();
        RecordingOutput disturbed = new RecordingOutput();
        try (Trainer whole = Trainer.create(pipeline, Optional.empty(), 1, undisturbed)) {
            Trainer killed = Trainer.create(pipeline, Optional.empty(), 1, disturbed);
            Blobs blobs = new Blobs(5);
            for (int i = 0; i < 20; i++) {
                MiniBatch batch = blobs.next(Split.TRAINING, 16);
                whole.accept(batch);
                killed.accept(batch);
                killed = restart(pipeline, killed, disturbed);
            }
            assertThat(killed.state()).isEqualTo(whole.state());
            killed.close();
        }
        assertThat(disturbed.log).isEqualTo(undisturbed.log);
        assertThat(disturbed.lastMetrics().get("learning_rate").asDouble()).isEqualTo(0.025);
    }

    @Test
    void takingTheStateChangesNothing() {
        try (Trainer trainer = trained(recoverable().build())) {
            assertThat(trainer.state()).isEqualTo(trainer.state());
        }
    }

    @Test
    void settingsBesideTheModelMayChange() {
        byte[] state = state(recoverable().build());
        Pipeline changed =
                new PipelineFixture()
                        .model(recoverableLayers())
                        .validation(3, 7)
                        .optimizer(new Adam(0.5, 0.9, 0.99, 1e-7, 0))
                        .snapshotEvery(2)
                        .build();
        RecordingOutput output = new RecordingOutput();

        try (Trainer trainer = Trainer.restore(changed, state, output)) {
            trainer.accept(new Blobs(8).next(Split.TRAINING, 16));
            trainer.finish();
        }

        assertThat(output.lastMetrics().at("/validation/examples").asInt()).isEqualTo(7);
        assertThat(output.lastMetrics().get("learning_rate").asDouble()).isEqualTo(0.5);
    }

    @Test
    void validationAndEarlyStoppingMayBeAdded() {
        Pipeline plain = new PipelineFixture().model(recoverableLayers()).noValidation().build();
        byte[] state = state(plain);
        RecordingOutput output = new RecordingOutput();

        try (Trainer trainer = Trainer.restore(recoverable().build(), state, output)) {
            trainer.accept(new Blobs(8).next(Split.VALIDATION, 16));
            trainer.finish();
        }

        assertThat(output.signals("improved")).hasSize(1);
    }

    @Test
    void ofAnotherFractionOnlyWhatIsStillHeldOutStays() {
        byte[] state = state(recoverable().build());
        HoldOut tenth = new HoldOut(0.1);
        long stillHeldOut = heldOutKeys().filter(tenth::holdsOut).count();

        assertThat(stillHeldOut).isBetween(1L, 19L);
        assertThat(heldOutAfterRestart(recoverable().validation(0.1, 4, 20), state))
                .isEqualTo(stillHeldOut);
        assertThat(heldOutAfterRestart(recoverable().validation(0.2, 4, 20), state)).isEqualTo(20);
        assertThat(heldOutAfterRestart(recoverable().key("x"), state)).isZero();
    }

    @Test
    void earlyStoppingBeginsAnewWithAnotherHoldOutOrMetric() {
        Pipeline pipeline = recoverable().build();
        byte[] stopped = stoppedState(pipeline);

        assertThat(stepsAfterRestart(pipeline, stopped)).isZero();
        assertThat(stepsAfterRestart(recoverable().validation(0.3, 4, 20).build(), stopped))
                .isEqualTo(5);
        assertThat(stepsAfterRestart(recoverable().key("x").build(), stopped)).isEqualTo(5);
        EarlyStopping accuracy =
                new EarlyStopping(Metric.VALIDATION_ACCURACY, 3, 0, true, Action.FREEZE);
        assertThat(stepsAfterRestart(recoverable().earlyStopping(accuracy).build(), stopped))
                .isEqualTo(5);
    }

    @Test
    void whatWasRestoredStaysKnownWithoutEarlyStopping() {
        byte[] stopped = stoppedState(recoverable().build());
        Pipeline unwatched =
                new PipelineFixture().model(recoverableLayers()).validation(4, 20).build();
        RecordingOutput output = new RecordingOutput();

        Trainer trainer = Trainer.restore(unwatched, stopped, output);
        trainer = restart(unwatched, trainer, output);
        trainer.finish();
        trainer.close();

        assertThat(output.snapshots).isEmpty();
    }

    @Test
    void anotherModelsStateIsRefused() {
        byte[] state = state(recoverable().build());

        assertRefused(recoverable().columns("x", "z").build(), state, "feature columns are [x, y]");
        assertRefused(recoverable().classes("a", "b").build(), state, "classes are [left, right]");
        assertRefused(recoverable().model(new Linear(1, true)).build(), state, "0.weight [12, 2]");
        assertRefused(recoverable().columns("x").build(), state, "feature columns are [x, y]");
        assertRefused(
                recoverable().regression().build(),
                state,
                "loss is BCEWithLogitsLoss[posWeight=[]]");
        assertRefused(
                recoverable().scaling(Scaling.NONE).build(),
                state,
                "scaling is standard, but none");
        assertRefused(
                recoverable().target("top").build(), state, "target columns are [side], but [top]");
        assertRefused(
                recoverable()
                        .model(new Linear(12), new Tanh(), new Dropout(0.3), new Linear(1))
                        .build(),
                state,
                "ReLU[], Dropout[p=0.3]");
        assertRefused(
                recoverable().optimizer(new SGD(0.1, 0, 0, 0, false)).build(),
                state,
                "optimizer Adam were saved, but the pipeline file says SGD");
    }

    @Test
    void anUnknownFormatVersionIsRefusedByBothNumbers() {
        byte[] state = state(recoverable().build());
        state[3] = 9;

        assertRefused(
                recoverable().build(),
                state,
                "format version 9, but this build reads format version 3");
    }

    @Test
    void truncatedLengthenedOrBrokenBytesAreRefusedOrReadButNothingElse() {
        byte[] state = state(recoverable().build());
        ModelSignature signature = signature(recoverable().build());
        for (int length = 0; length < state.length; length += 7) {
            byte[] bytes = Arrays.copyOf(state, length);
            assertThatThrownBy(() -> TrainerStateCodec.decode(bytes, signature, 2, 1))
                    .as("%d bytes", length)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(
                        () ->
                                TrainerStateCodec.decode(
                                        Arrays.copyOf(state, state.length + 1), signature, 2, 1))
                .hasMessageContaining("goes on for 1 bytes after its end");
        Random random = new Random(31);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = state.clone();
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            try {
                assertThat(TrainerStateCodec.decode(bytes, signature, 2, 1).learner().parameters())
                        .hasSizeLessThan(bytes.length);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageMatching("(?s).{10,}");
            }
        }
    }

    private static void assertRefused(Pipeline pipeline, byte[] state, String message) {
        assertThatThrownBy(() -> Trainer.restore(pipeline, state, new RecordingOutput()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private static PipelineFixture recoverable() {
        return new PipelineFixture()
                .model(recoverableLayers())
                .validation(4, 20)
                .snapshotEvery(6)
                .earlyStopping(
                        new EarlyStopping(Metric.VALIDATION_LOSS, 3, 0, true, Action.FREEZE));
    }

    private static Layer[] recoverableLayers() {
        return new Layer[] {
            new Linear(12, true), new ReLU(), new Dropout(0.3), new Linear(1, true)
        };
    }

    /** Good batches, then wrong ones until learning stops, some that diverge, some held out. */
    private static List<MiniBatch> stream(long seed, boolean poisoned) {
        Blobs blobs = new Blobs(seed);
        List<MiniBatch> stream = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            stream.add(i < 30 ? blobs.next(Split.TRAINING, 16) : blobs.nextMislabelled(16));
            if (i % 3 == 0) {
                stream.add(blobs.next(Split.VALIDATION, 5));
            }
            if (poisoned && i % 10 == 0) {
                stream.add(blobs.nextPoisoned(16));
                stream.add(blobs.nextPoisoned(16));
            }
        }
        return stream;
    }

    private static Trainer restart(Pipeline pipeline, Trainer trainer, RecordingOutput output) {
        byte[] state = trainer.state();
        trainer.close();
        return Trainer.restore(pipeline, state, output);
    }

    private static LongStream heldOutKeys() {
        // The last 20 of 30 that came 3 at a time, before 16 others each.
        return LongStream.range(0, 190).filter(key -> key % 19 < 3).skip(10);
    }

    private static long heldOutAfterRestart(PipelineFixture pipeline, byte[] state) {
        RecordingOutput output = new RecordingOutput();
        try (Trainer trainer = Trainer.restore(pipeline.build(), state, output)) {
            trainer.accept(new Blobs(8).next(Split.TRAINING, 16));
            trainer.finish();
        }
        return output.metrics.get(0).at("/validation/examples").asLong();
    }

    private static byte[] stoppedState(Pipeline pipeline) {
        RecordingOutput output = new RecordingOutput();
        try (Trainer trainer = Trainer.create(pipeline, Optional.empty(), 1, output)) {
            stream(1, false).forEach(trainer::accept);
            assertThat(output.signals("early-stop")).hasSize(1);
            return trainer.state();
        }
    }

    private static long stepsAfterRestart(Pipeline pipeline, byte[] state) {
        try (Trainer trainer = Trainer.restore(pipeline, state, new RecordingOutput())) {
            long before = trainer.steps();
            Blobs blobs = new Blobs(8);
            for (int i = 0; i < 5; i++) {
                trainer.accept(blobs.next(Split.TRAINING, 16));
            }
            return trainer.steps() - before;
        }
    }

    private static ModelSignature signature(Pipeline pipeline) {
        try (Learner learner = Learner.create(LearnerConfigs.of(pipeline))) {
            return ModelSignature.of(pipeline, learner.stateDict());
        }
    }

    private static byte[] state(Pipeline pipeline) {
        try (Trainer trainer = trained(pipeline)) {
            return trainer.state();
        }
    }

    private static Trainer trained(Pipeline pipeline) {
        Trainer trainer = Trainer.create(pipeline, Optional.empty(), 1, new RecordingOutput());
        Blobs blobs = new Blobs(7);
        for (int i = 0; i < 10; i++) {
            if (pipeline.validation().isPresent()) {
                trainer.accept(blobs.next(Split.VALIDATION, 3));
            }
            trainer.accept(blobs.next(Split.TRAINING, 16));
        }
        return trainer;
    }
}
