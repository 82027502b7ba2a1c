package dev.gradstream.operator.learn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.snapshot.SafeTensors;
import dev.gradstream.operator.RecordedMetrics;
import dev.gradstream.operator.TestPipeline;
import dev.gradstream.operator.batch.MiniBatchType;
import dev.gradstream.operator.kafka.record.OutboundRecord;
import dev.gradstream.operator.kafka.record.SingletonType;
import dev.gradstream.operator.kafka.snapshot.PublishedVersion;
import dev.gradstream.operator.kafka.source.StopSwitch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LearnOperatorTest {
    private static final String TOKEN = "learn-test";
    private static final int ROWS = 4;

    private final RecordedMetrics metrics = new RecordedMetrics();
    private final List<OneInputStreamOperatorTestHarness<?, ?>> opened = new ArrayList<>();

    private OneInputStreamOperatorTestHarness<MiniBatch, OutboundRecord> harness(
            TestPipeline pipeline, TrainingStart start) throws Exception {
        OneInputStreamOperatorTestHarness<MiniBatch, OutboundRecord> harness =
                new OneInputStreamOperatorTestHarness<>(
                        new LearnOperator(pipeline, start, TOKEN),
                        MiniBatchType.of(pipeline.get())
                                .createSerializer(new SerializerConfigImpl()),
                        metrics.environment());
        harness.setup(SingletonType.OUTBOUND_RECORD.createSerializer(new SerializerConfigImpl()));
        opened.add(harness);
        return harness;
    }

    private OneInputStreamOperatorTestHarness<MiniBatch, OutboundRecord> open(TestPipeline pipeline)
            throws Exception {
        OneInputStreamOperatorTestHarness<MiniBatch, OutboundRecord> harness =
                harness(pipeline, TrainingStart.anew());
        harness.open();
        return harness;
    }

    private OneInputStreamOperatorTestHarness<MiniBatch, OutboundRecord> restore(
            TestPipeline pipeline, OperatorSubtaskState state) throws Exception {
        return restore(pipeline, state, TrainingStart.anew());
    }

    private OneInputStreamOperatorTestHarness<MiniBatch, OutboundRecord> restore(
            TestPipeline pipeline, OperatorSubtaskState state, TrainingStart start)
            throws Exception {
        OneInputStreamOperatorTestHarness<MiniBatch, OutboundRecord> harness =
                harness(pipeline, start);
        harness.initializeState(state);
        harness.open();
        return harness;
    }

    @AfterEach
    void close() throws Exception {
        for (OneInputStreamOperatorTestHarness<?, ?> harness : opened) {
            harness.close();
        }
        try (StopSwitch fresh = StopSwitch.hold(TOKEN)) {
            assertThat(fresh.isThrown()).as("the operators let go of the switch").isFalse();
        }
    }

    private static MiniBatch batch(Split split, long first) {
        MiniBatch batch = new MiniBatch(split, ROWS, 2, 1);
        for (long number = first; number < first + ROWS; number++) {
            Example example = new Example(2, 1);
            example.features()[0] = (float) number / 10;
            example.features()[1] = (float) -number / 7;
            example.target()[0] = (float) (number % 2);
            example.setKey(number);
            example.setOrigin(0, number);
            batch.add(example);
        }
        return batch;
    }

    private static void learn(
            OneInputStreamOperatorTestHarness<MiniBatch, OutboundRecord> harness, int from, int to)
            throws Exception {
        for (int i = from; i < to; i++) {
            harness.processElement(new StreamRecord<>(batch(Split.TRAINING, (long) i * ROWS)));
        }
    }

    private static List<OutboundRecord> side(
            OneInputStreamOperatorTestHarness<MiniBatch, OutboundRecord> harness,
            OutputTag<OutboundRecord> tag) {
        var records = harness.getSideOutput(tag);
        return records == null ? List.of() : records.stream().map(StreamRecord::getValue).toList();
    }

    private static List<String> snapshotKeys(
            OneInputStreamOperatorTestHarness<MiniBatch, OutboundRecord> harness) {
        return side(harness, LearnOperator.SNAPSHOTS).stream()
                .map(
                        record ->
                                new String(record.key().orElseThrow(), UTF_8)
                                        + (record.value().isEmpty() ? " removed" : ""))
                .toList();
    }

    @Test
    void publishesVersionsAndRemovesTheOldest() throws Exception {
        var harness = open(TestPipeline.ofBatches(ROWS).withKeep(2));
        learn(harness, 0, 4);
        assertThat(snapshotKeys(harness))
                .containsExactly(
                        "toy/1/0",
                        "toy/2/0",
                        "toy/3/0",
                        "toy/1/0 removed",
                        "toy/4/0",
                        "toy/2/0 removed");
        byte[] last = side(harness, LearnOperator.SNAPSHOTS).get(4).value().orElseThrow();
        assertThat(SafeTensors.decode(last).version()).isEqualTo(4);
        assertThat(metrics.counter("gradstream.model.toy.versions")).isEqualTo(4);
    }

    @Test
    void versionsGoOnFromEarlierJobsWhichItRemovesToo() throws Exception {
        var harness =
                harness(
                        TestPipeline.ofBatches(ROWS).withKeep(1),
                        new TrainingStart(new byte[0], 8, List.of(new PublishedVersion(7, 2))));
        harness.open();
        learn(harness, 0, 1);
        assertThat(snapshotKeys(harness))
                .containsExactly("toy/8/0", "toy/7/0 removed", "toy/7/1 removed");
    }

    @Test
    void startsFromGivenParameters() throws Exception {
        TestPipeline pipeline = TestPipeline.ofBatches(ROWS).withKeep(100);
        var first = open(pipeline);
        learn(first, 0, 6);
        byte[] learnt = side(first, LearnOperator.SNAPSHOTS).get(4).value().orElseThrow();

        var second = harness(pipeline, new TrainingStart(learnt, 6, List.of()));
        second.open();
        learn(second, 5, 6);
        assertThat(parameters(second, 0)).isEqualTo(parameters(first, 5));
    }

    private static List<String> parameters(
            OneInputStreamOperatorTestHarness<MiniBatch, OutboundRecord> harness, int snapshot) {
        byte[] bytes = side(harness, LearnOperator.SNAPSHOTS).get(snapshot).value().orElseThrow();
        return SafeTensors.decode(bytes).parameters().parameters().stream()
                .map(parameter -> parameter.name() + Arrays.toString(parameter.values()))
                .toList();
    }

    @Test
    void aRestoredOperatorGoesOnBitForBit() throws Exception {
        TestPipeline pipeline = TestPipeline.ofBatches(ROWS).withKeep(2);
        var undisturbed = open(pipeline);
        learn(undisturbed, 0, 6);
        undisturbed.getOperator().finish();

        var first = open(pipeline);
        learn(first, 0, 3);
        OperatorSubtaskState state = first.snapshot(1, 1);
        List<OutboundRecord> records = new ArrayList<>(side(first, LearnOperator.SNAPSHOTS));
        List<OutboundRecord> reports = new ArrayList<>(first.extractOutputValues());
        learn(first, 3, 5); // after the checkpoint: must not come back
        var second = restore(pipeline, state);
        learn(second, 3, 6);
        second.getOperator().finish();
        records.addAll(side(second, LearnOperator.SNAPSHOTS));
        reports.addAll(second.extractOutputValues());

        assertThat(records).isEqualTo(side(undisturbed, LearnOperator.SNAPSHOTS));
        assertThat(reports).isEqualTo(undisturbed.extractOutputValues()).isNotEmpty();
    }

    @Test
    void anOlderSavepointGoesOnAboveTheVersionsThatStand() throws Exception {
        TestPipeline pipeline = TestPipeline.ofBatches(ROWS).withKeep(2);
        var first = open(pipeline);
        learn(first, 0, 3);
        OperatorSubtaskState savepoint = first.snapshot(1, 1);

        // The first job had gone on to version 7 before somebody went back to its savepoint.
        var second =
                restore(
                        pipeline,
                        savepoint,
                        new TrainingStart(
                                new byte[0],
                                8,
                                List.of(new PublishedVersion(6, 1), new PublishedVersion(7, 1))));
        learn(second, 3, 4);

        assertThat(snapshotKeys(second))
                .containsExactly(
                        "toy/8/0", "toy/2/0 removed", "toy/3/0 removed", "toy/6/0 removed");
    }

    @Test
    void anOlderSavepointsModelBecomesTheNewestEvenIfNothingIsLearnt() throws Exception {
        TestPipeline pipeline = TestPipeline.ofBatches(ROWS).withKeep(9);
        var first = open(pipeline);
        learn(first, 0, 3);
        OperatorSubtaskState savepoint = first.snapshot(1, 1);

        var second = restore(pipeline, savepoint, new TrainingStart(new byte[0], 8, List.of()));
        second.getOperator().finish();

        assertThat(snapshotKeys(second)).containsExactly("toy/8/0");
        assertThat(parameters(second, 0)).isEqualTo(parameters(first, 2));
    }

    @Test
    void aFailureChangesNoNumbers() throws Exception {
        TestPipeline pipeline = TestPipeline.ofBatches(ROWS).withKeep(2);
        TrainingStart start =
                new TrainingStart(
                        new byte[0],
                        8,
                        List.of(new PublishedVersion(6, 1), new PublishedVersion(7, 1)));
        for (int learnt = 0; learnt < 4; learnt++) {
            var undisturbed = harness(pipeline, start);
            undisturbed.open();
            learn(undisturbed, 0, learnt);
            OperatorSubtaskState state = undisturbed.snapshot(1, 1);
            List<String> before = snapshotKeys(undisturbed);
            learn(undisturbed, learnt, 5);
            undisturbed.getOperator().finish();

            var restored = restore(pipeline, state, start);
            learn(restored, learnt, 5);
            restored.getOperator().finish();

            List<String> all = new ArrayList<>(before);
            all.addAll(snapshotKeys(restored));
            assertThat(all).isEqualTo(snapshotKeys(undisturbed));
        }
    }

    @Test
    void endsTheSourceWhenPatienceEnds() throws Exception {
        TestPipeline pipeline = TestPipeline.ofBatches(ROWS).withHoldOut(0.5).stopping();
        try (StopSwitch source = StopSwitch.hold(TOKEN)) {
            var harness = open(pipeline);
            harness.processElement(new StreamRecord<>(batch(Split.VALIDATION, 100)));
            learn(harness, 0, 1);
            assertThat(source.isThrown()).isFalse();
            assertThat((Double) learnt("early_stopping_best")).isPositive().isFinite();
            assertThat(learnt("early_stopped")).isEqualTo(0);
            learn(harness, 1, 2);
            assertThat(source.isThrown()).isTrue();
            assertThat(learnt("early_stopped")).isEqualTo(1);
            assertThat(side(harness, LearnOperator.SIGNALS))
                    .anySatisfy(
                            signal ->
                                    assertThat(new String(signal.value().orElseThrow(), UTF_8))
                                            .contains("early-stop"));
        }
    }

    @Test
    void showsWhatTheLastReportLedTo() throws Exception {
        var harness = open(TestPipeline.ofBatches(ROWS).withHoldOut(0.5).stopping());
        harness.processElement(new StreamRecord<>(batch(Split.VALIDATION, 100)));
        learn(harness, 0, 1);
        harness.processElement(new StreamRecord<>(batch(Split.VALIDATION, 200)));
        assertThat(learnt("early_stopped")).isEqualTo(0);
        harness.getOperator().finish();
        assertThat(learnt("early_stopped")).isEqualTo(1);
    }

    @Test
    void anOperatorThatHadStoppedStopsAgainWhenItIsRestored() throws Exception {
        TestPipeline pipeline = TestPipeline.ofBatches(ROWS).withHoldOut(0.5).stopping();
        var first = open(pipeline);
        first.processElement(new StreamRecord<>(batch(Split.VALIDATION, 100)));
        learn(first, 0, 2);
        OperatorSubtaskState state = first.snapshot(1, 1);
        first.close();
        opened.clear();

        try (StopSwitch source = StopSwitch.hold(TOKEN)) {
            assertThat(source.isThrown()).isFalse();
            restore(pipeline, state);
            assertThat(source.isThrown()).isTrue();
        }
    }

    @Test
    void showsHowFarLearningIs() throws Exception {
        var harness = open(TestPipeline.ofBatches(ROWS));
        assertThat(learnt("split.training.loss")).isEqualTo(Double.NaN);
        learn(harness, 0, 20);
        assertThat(learnt("steps")).isEqualTo(20L);
        assertThat(learnt("examples")).isEqualTo(20L * ROWS);
        assertThat((Double) learnt("split.training.loss")).isPositive().isFinite();
        assertThat((Double) learnt("split.training.metric.accuracy.value")).isBetween(0.0, 1.0);
        assertThat(learnt("baseline.no_change.metric.accuracy.value")).isEqualTo(0.0);
        assertThat((Double) learnt("baseline.majority.metric.accuracy.value")).isPositive();
        assertThat((Double) learnt("gradient_norm")).isPositive();
        assertThat((Double) learnt("update_ratio")).isPositive().isLessThan(1);
        assertThat(learnt("learning_rate")).isEqualTo(0.1);
        assertThat(learnt("batch_fill")).isEqualTo(1.0);
        assertThat(learnt("version")).isEqualTo(20L);
    }

    @Test
    void showsWhereTheTimeGoes() throws Exception {
        long begin = System.nanoTime();
        var harness = open(TestPipeline.ofBatches(ROWS).withHoldOut(0.5));
        harness.processElement(new StreamRecord<>(batch(Split.VALIDATION, 1000)));
        learn(harness, 0, 20);
        long before = part("other");
        harness.snapshot(1, 1);
        assertThat(part("other")).as("a checkpoint is not waiting").isGreaterThan(before);
        long passed = System.nanoTime() - begin;

        long parts = 0;
        for (String part : List.of("wait", "copy_in", "forward_backward", "update", "other")) {
            assertThat(part(part)).as(part).isPositive();
            parts += part(part);
        }
        assertThat(parts).isLessThan(passed);
        assertThat(metrics.histogram("gradstream.model.toy.step_nanoseconds")).isBetween(1L, 20L);
        assertThat(metrics.histogram("gradstream.model.toy.learnt_age_milliseconds"))
                .isBetween(1L, 20L);
        assertThat(metrics.histogram("gradstream.model.toy.published_age_milliseconds"))
                .isEqualTo(20);
        assertThat(metrics.counter("gradstream.model.toy.batches")).isEqualTo(20);
        assertThat((Long) learnt("state_bytes")).isGreaterThan(100);
        assertThat((Long) learnt("off_heap_bytes")).isPositive();
        assertThat((Long) learnt("resident_bytes")).isPositive();
    }

    /** Nanoseconds. */
    private long part(String part) {
        return metrics.counter("gradstream.model.toy.part." + part + ".nanoseconds");
    }

    private Object learnt(String name) {
        return metrics.gauge("gradstream.model.toy." + name);
    }

    @Test
    void stateOfSeveralSubtasksIsRefused() throws Exception {
        TestPipeline pipeline = TestPipeline.ofBatches(ROWS);
        OperatorSubtaskState both =
                OneInputStreamOperatorTestHarness.repackageState(
                        open(pipeline).snapshot(1, 1), open(pipeline).snapshot(1, 1));
        var harness = harness(pipeline, TrainingStart.anew());
        opened.remove(harness);
        assertThatThrownBy(() -> harness.initializeState(both))
                .hasMessageContaining("2 states named trainer where it should hold one");
    }

    @Test
    void whatCouldNotOpenLetsGoOfTheSwitch() throws Exception {
        var harness =
                harness(
                        TestPipeline.ofBatches(ROWS),
                        new TrainingStart(new byte[] {1, 2, 3}, 1, List.of()));
        opened.remove(harness);
        assertThatThrownBy(harness::open).isInstanceOf(IllegalArgumentException.class);
        // As a task does that failed to start: it closes, but does not finish, its operators.
        harness.getOperator().close();
    }
}
