package dev.gradstream.operator.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.HoldOut;
import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.NegativeSampling;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.pipeline.InvalidPipelineException;
import dev.gradstream.model.pipeline.PipelineFile;
import dev.gradstream.operator.PipelineSupplier;
import dev.gradstream.operator.RecordedMetrics;
import dev.gradstream.operator.TestPipeline;
import dev.gradstream.operator.ingest.ExampleType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchOperatorTest {
    private final List<OneInputStreamOperatorTestHarness<?, ?>> opened = new ArrayList<>();
    private HoldOut splitter = new HoldOut(0);

    private OneInputStreamOperatorTestHarness<Example, MiniBatch> harness(TestPipeline pipeline)
            throws Exception {
        splitter = new HoldOut(pipeline.holdOut());
        OneInputStreamOperatorTestHarness<Example, MiniBatch> harness =
                new OneInputStreamOperatorTestHarness<>(
                        new BatchOperator(pipeline),
                        ExampleType.of(pipeline.get())
                                .createSerializer(new SerializerConfigImpl()));
        harness.setup(
                MiniBatchType.of(pipeline.get()).createSerializer(new SerializerConfigImpl()));
        opened.add(harness);
        return harness;
    }

    private OneInputStreamOperatorTestHarness<Example, MiniBatch> open(TestPipeline pipeline)
            throws Exception {
        OneInputStreamOperatorTestHarness<Example, MiniBatch> harness = harness(pipeline);
        harness.open();
        return harness;
    }

    private OneInputStreamOperatorTestHarness<Example, MiniBatch> restore(
            TestPipeline pipeline, OperatorSubtaskState state) throws Exception {
        OneInputStreamOperatorTestHarness<Example, MiniBatch> harness = harness(pipeline);
        harness.initializeState(state);
        harness.open();
        return harness;
    }

    @AfterEach
    void close() throws Exception {
        for (OneInputStreamOperatorTestHarness<?, ?> harness : opened) {
            harness.close();
        }
    }

    private void add(
            OneInputStreamOperatorTestHarness<Example, MiniBatch> harness, long from, long to)
            throws Exception {
        // One buffer, as the ingest has one: what the operator keeps it must have copied.
        StreamRecord<Example> reused = new StreamRecord<>(new Example(2, 1));
        for (long number = from; number < to; number++) {
            Example example = TestExamples.example(number);
            example.setSplit(splitter.split(number));
            reused.replace(example);
            harness.processElement(reused);
            Arrays.fill(example.features(), Float.NaN);
            example.setKey(-1);
        }
    }

    private static List<String> batches(
            OneInputStreamOperatorTestHarness<Example, MiniBatch> harness) {
        return harness.extractOutputValues().stream().map(BatchOperatorTest::describe).toList();
    }

    private static String describe(MiniBatch batch) {
        return (batch.split() == Split.TRAINING ? "train" : "held")
                + Arrays.toString(Arrays.copyOf(batch.keys(), batch.size()));
    }

    @Test
    void fillsBatchesInOrderAndEndsWithAShortOne() throws Exception {
        var harness = open(TestPipeline.ofBatches(3));
        add(harness, 0, 7);
        assertThat(batches(harness)).containsExactly("train[0, 1, 2]", "train[3, 4, 5]");
        harness.endInput();
        harness.getOperator().finish();
        assertThat(batches(harness)).endsWith("train[6]").hasSize(3);
    }

    @Test
    void rowsHoldAllOfAnExample() throws Exception {
        var harness = open(TestPipeline.ofBatches(2));
        add(harness, 4, 6);
        MiniBatch batch = harness.extractOutputValues().get(0);
        assertThat(batch.features()).containsExactly(4, -4, 5, -5);
        assertThat(batch.targets()).containsExactly(0, 1);
        assertThat(batch.weights()).containsExactly(5, 6);
        assertThat(batch.eventTimes()).containsExactly(1004, 1005);
        assertThat(batch.partitions()).containsExactly(1, 2);
        assertThat(batch.offsets()).containsExactly(504, 505);
    }

    @Test
    void heldOutRowsGoRightBeforeTheNextBatchForTraining() throws Exception {
        HoldOut holdOut = new HoldOut(0.3);
        long[] held = LongStream.range(0, 40).filter(holdOut::holdsOut).toArray();
        assertThat(held).hasSizeBetween(5, 20);

        var harness = open(TestPipeline.ofBatches(8).withHoldOut(0.3));
        add(harness, 0, 40);
        harness.getOperator().finish();

        List<MiniBatch> out = harness.extractOutputValues();
        assertThat(keys(out, Split.VALIDATION)).containsExactly(held);
        assertThat(keys(out, Split.TRAINING))
                .containsExactly(
                        LongStream.range(0, 40).filter(k -> !holdOut.holdsOut(k)).toArray());
        for (int i = 0; i + 1 < out.size(); i++) {
            if (out.get(i).split() == Split.VALIDATION) {
                assertThat(out.get(i + 1).split()).isEqualTo(Split.TRAINING);
            }
        }
    }

    private static long[] keys(List<MiniBatch> batches, Split split) {
        return batches.stream()
                .filter(batch -> batch.split() == split)
                .flatMapToLong(batch -> Arrays.stream(batch.keys(), 0, batch.size()))
                .toArray();
    }

    @Test
    void aFullBatchOfHeldOutRowsDoesNotWait() throws Exception {
        var harness = open(TestPipeline.ofBatches(2).withHoldOut(0.999999));
        add(harness, 0, 5);
        assertThat(batches(harness)).containsExactly("held[0, 1]", "held[2, 3]");
    }

    @Test
    void aRestoredOperatorGoesOnExactly() throws Exception {
        TestPipeline pipeline = TestPipeline.ofBatches(8).withHoldOut(0.3);
        var undisturbed = open(pipeline);
        add(undisturbed, 0, 50);
        undisturbed.getOperator().finish();

        for (int cut = 0; cut <= 50; cut += 7) {
            var first = open(pipeline);
            add(first, 0, cut);
            OperatorSubtaskState state = first.snapshot(1, 1);
            List<String> before = batches(first);
            add(first, cut, 50); // learnt after the checkpoint: must not come back
            var second = restore(pipeline, state);
            add(second, cut, 50);
            second.getOperator().finish();

            List<String> all = new ArrayList<>(before);
            all.addAll(batches(second));
            assertThat(all).as("cut at %s", cut).isEqualTo(batches(undisturbed));
        }
    }

    @Test
    void aBatchThatIsTooOldGoesOutShort() throws Exception {
        var harness = open(TestPipeline.ofBatches(3).withTimeout(100));
        harness.setProcessingTime(1000);
        add(harness, 0, 1);
        harness.setProcessingTime(1060);
        add(harness, 1, 2);
        harness.setProcessingTime(1099);
        assertThat(batches(harness)).isEmpty();
        harness.setProcessingTime(1100);
        assertThat(batches(harness)).containsExactly("train[0, 1]");
    }

    @Test
    void theTimeoutCountsFromTheFirstRowOfEachBatch() throws Exception {
        var harness = open(TestPipeline.ofBatches(3).withTimeout(100));
        harness.setProcessingTime(1000);
        add(harness, 0, 1);
        harness.setProcessingTime(1050);
        add(harness, 1, 4); // fills the first batch and begins another
        harness.setProcessingTime(1100);
        assertThat(batches(harness)).containsExactly("train[0, 1, 2]");
        harness.setProcessingTime(1149);
        assertThat(batches(harness)).hasSize(1);
        harness.setProcessingTime(1150);
        assertThat(batches(harness)).containsExactly("train[0, 1, 2]", "train[3]");
    }

    @Test
    void heldOutRowsBeforeItMakeNoBatchOlder() throws Exception {
        long held = firstKey(true);
        long learnt = firstKey(false);
        var harness = open(TestPipeline.ofBatches(3).withHoldOut(0.5).withTimeout(100));
        harness.setProcessingTime(1000);
        add(harness, held, held + 1);
        harness.setProcessingTime(1080);
        add(harness, learnt, learnt + 1);
        harness.setProcessingTime(1179);
        assertThat(batches(harness)).isEmpty();
        harness.setProcessingTime(1180);
        assertThat(batches(harness)).containsExactly("held[" + held + "]", "train[" + learnt + "]");
    }

    @Test
    void heldOutRowsAfterItDoNotMakeABatchYounger() throws Exception {
        long held = firstKey(true);
        long learnt = firstKey(false);
        var harness = open(TestPipeline.ofBatches(3).withHoldOut(0.5).withTimeout(100));
        harness.setProcessingTime(1000);
        add(harness, learnt, learnt + 1);
        harness.setProcessingTime(1080);
        add(harness, held, held + 1);
        harness.setProcessingTime(1100);
        assertThat(batches(harness)).containsExactly("held[" + held + "]", "train[" + learnt + "]");
    }

    @Test
    void heldOutRowsAloneTimeOutToo() throws Exception {
        long held = firstKey(true);
        var harness = open(TestPipeline.ofBatches(3).withHoldOut(0.5).withTimeout(100));
        harness.setProcessingTime(1000);
        add(harness, held, held + 1);
        harness.setProcessingTime(1099);
        assertThat(batches(harness)).isEmpty();
        harness.setProcessingTime(1100);
        assertThat(batches(harness)).containsExactly("held[" + held + "]");
    }

    private static long firstKey(boolean heldOut) {
        HoldOut holdOut = new HoldOut(0.5);
        return LongStream.range(0, 100)
                .filter(key -> holdOut.holdsOut(key) == heldOut)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anEmptyBatchNeverGoesOut() throws Exception {
        var harness = open(TestPipeline.ofBatches(3).withTimeout(100));
        add(harness, 0, 3);
        harness.setProcessingTime(10_000);
        harness.getOperator().finish();
        assertThat(batches(harness)).containsExactly("train[0, 1, 2]");
    }

    @Test
    void withoutATimeoutNoTimerIsSet() throws Exception {
        var harness = open(TestPipeline.ofBatches(3));
        add(harness, 0, 2);
        assertThat(harness.getProcessingTimeService().getNumActiveTimers()).isZero();
    }

    @Test
    void aFastStreamHasOneTimerAtMost() throws Exception {
        var harness = open(TestPipeline.ofBatches(3).withTimeout(100));
        add(harness, 0, 1000);
        assertThat(harness.getProcessingTimeService().getNumActiveTimers()).isEqualTo(1);
    }

    @Test
    void restoredRowsTimeOutToo() throws Exception {
        TestPipeline pipeline = TestPipeline.ofBatches(3).withTimeout(100);
        var first = open(pipeline);
        add(first, 0, 2);
        OperatorSubtaskState state = first.snapshot(1, 1);

        var second = harness(pipeline);
        second.setProcessingTime(5000);
        second.initializeState(state);
        second.open();
        second.setProcessingTime(5099);
        assertThat(batches(second)).isEmpty();
        second.setProcessingTime(5100);
        assertThat(batches(second)).containsExactly("train[0, 1]");
    }

    @Test
    void noTimerGoesOffAfterTheEnd() throws Exception {
        var harness = open(TestPipeline.ofBatches(3).withTimeout(100));
        add(harness, 0, 1);
        harness.getOperator().finish();
        assertThat(harness.getProcessingTimeService().getNumActiveTimers()).isZero();
        harness.setProcessingTime(10_000);
        assertThat(batches(harness)).containsExactly("train[0]");
    }

    @Test
    void aSmallerBatchThanTheStoredRowsIsRefused() throws Exception {
        var first = open(TestPipeline.ofBatches(8));
        add(first, 0, 7);
        OperatorSubtaskState state = first.snapshot(1, 1);
        assertThatThrownBy(() -> restore(TestPipeline.ofBatches(4), state))
                .hasMessageContaining("7 rows")
                .hasMessageContaining("training.batch_size should be at least 7");
    }

    @Test
    void aBatchSizeOfJustTheStoredRowsSendsThemOnBeforeTheNextRow() throws Exception {
        var first = open(TestPipeline.ofBatches(8));
        add(first, 0, 4);
        OperatorSubtaskState state = first.snapshot(1, 1);

        var goesOn = restore(TestPipeline.ofBatches(4), state);
        assertThat(batches(goesOn)).isEmpty();
        add(goesOn, 4, 5);
        assertThat(batches(goesOn)).containsExactly("train[0, 1, 2, 3]");

        var ends = restore(TestPipeline.ofBatches(4), state);
        ends.getOperator().finish();
        assertThat(batches(ends)).containsExactly("train[0, 1, 2, 3]");
    }

    @Test
    void soDoesOneOfJustTheStoredHeldOutRows() throws Exception {
        var first = open(TestPipeline.ofBatches(8).withHoldOut(0.999999));
        add(first, 0, 4);
        var second = restore(TestPipeline.ofBatches(4).withHoldOut(0.999999), first.snapshot(1, 1));
        add(second, 4, 5);
        assertThat(batches(second)).containsExactly("held[0, 1, 2, 3]");
    }

    @Test
    void heldOutRowsAreDroppedWhenNothingIsHeldOutAnyMore() throws Exception {
        HoldOut holdOut = new HoldOut(0.5);
        long[] learnt = LongStream.range(0, 6).filter(k -> !holdOut.holdsOut(k)).toArray();
        assertThat(learnt).hasSizeBetween(1, 5);
        var first = open(TestPipeline.ofBatches(8).withHoldOut(0.5));
        add(first, 0, 6);

        var second = restore(TestPipeline.ofBatches(8), first.snapshot(1, 1));
        second.getOperator().finish();

        assertThat(batches(second)).containsExactly("train" + Arrays.toString(learnt));
    }

    @Test
    void stateOfSeveralSubtasksIsRefused() throws Exception {
        TestPipeline pipeline = TestPipeline.ofBatches(8);
        var one = open(pipeline);
        var two = open(pipeline);
        OperatorSubtaskState both =
                OneInputStreamOperatorTestHarness.repackageState(
                        one.snapshot(1, 1), two.snapshot(1, 1));
        assertThatThrownBy(() -> restore(pipeline, both))
                .hasMessageContaining("2 states named partial-batches where it should hold one");
    }

    @Test
    void stateOfAnUnknownFormatIsRefusedNamingBothNumbers() throws Exception {
        PartialBatches batches =
                new PartialBatches(MiniBatchType.of(TestPipeline.ofBatches(2).get()));
        byte[] bytes = batches.encode();
        bytes[3] = 9;
        assertThatThrownBy(() -> batches.decode(bytes))
                .hasMessageContaining("format version 9")
                .hasMessageContaining("reads version 2");
    }

    private static Example example(long key, Split split) {
        Example example = TestExamples.example(key);
        example.setSplit(split);
        return example;
    }

    private static final PipelineSupplier SAMPLED =
            pipeline("training: {batch_size: 4, batch_timeout: 0, keep_negatives: 0.5}\n");
    private static final PipelineSupplier WITH_TEST =
            pipeline("training: {batch_size: 4, batch_timeout: 0}\ntest: {column: c}\n");

    private static PipelineSupplier pipeline(String sections) {
        return () -> {
            try {
                return PipelineFile.parse(
                        """
                        name: toy
                        kafka: {bootstrap.servers: nowhere}
                        features: {columns: [a, b]}
                        target: {column: label, classes: ["no", "yes"]}
                        model: [Linear: {out_features: 1}]
                        loss: BCEWithLogitsLoss
                        optimizer: SGD
                        """
                                + sections,
                        "toy.yaml",
                        Map.of());
            } catch (InvalidPipelineException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private OneInputStreamOperatorTestHarness<Example, MiniBatch> harness(
            PipelineSupplier pipeline, RecordedMetrics metrics) throws Exception {
        OneInputStreamOperatorTestHarness<Example, MiniBatch> harness =
                new OneInputStreamOperatorTestHarness<>(
                        new BatchOperator(pipeline),
                        ExampleType.of(pipeline.get()).createSerializer(new SerializerConfigImpl()),
                        metrics.environment());
        harness.setup(
                MiniBatchType.of(pipeline.get()).createSerializer(new SerializerConfigImpl()));
        opened.add(harness);
        return harness;
    }

    @Test
    void negativesThatAreLeftOutAreCounted() throws Exception {
        RecordedMetrics metrics = new RecordedMetrics();
        var harness = harness(SAMPLED, metrics);
        harness.open();
        NegativeSampling half = new NegativeSampling(0.5);
        for (long key = 0; key < 100; key++) {
            harness.processElement(new StreamRecord<>(example(key, Split.TRAINING)));
        }
        harness.getOperator().finish();

        // Even numbers are negatives.
        long[] kept =
                LongStream.range(0, 100)
                        .filter(key -> half.keeps(example(key, Split.TRAINING)))
                        .toArray();
        assertThat(kept).hasSizeBetween(60, 90);
        assertThat(keys(harness.extractOutputValues(), Split.TRAINING)).containsExactly(kept);
        assertThat(metrics.counter("left_out")).isEqualTo(100 - kept.length);
    }

    @Test
    void rowsOfTheTestGatherByThemselvesAndComeBackAfterAFailure() throws Exception {
        var first = harness(WITH_TEST, new RecordedMetrics());
        first.open();
        for (long key = 0; key < 5; key++) {
            first.processElement(new StreamRecord<>(example(key, Split.TEST)));
        }
        assertThat(keys(first.extractOutputValues(), Split.TEST)).containsExactly(0, 1, 2, 3);

        var second = harness(WITH_TEST, new RecordedMetrics());
        second.initializeState(first.snapshot(1, 1));
        second.open();
        second.getOperator().finish();
        assertThat(keys(second.extractOutputValues(), Split.TEST)).containsExactly(4);
        assertThat(keys(second.extractOutputValues(), Split.TRAINING)).isEmpty();

        // Without a test they were to be learnt from by nobody.
        var without = harness(SAMPLED, new RecordedMetrics());
        without.initializeState(first.snapshot(2, 2));
        without.open();
        without.getOperator().finish();
        assertThat(without.extractOutputValues()).isEmpty();
    }

    @Test
    void rowsOfTheTestDoNotMakeOthersWaitLonger() throws Exception {
        PipelineSupplier waiting =
                pipeline(
                        """
                        training: {batch_size: 4, batch_timeout: 100ms}
                        validation: {column: c}
                        test: {column: c}
                        """);
        var harness = harness(waiting, new RecordedMetrics());
        harness.open();
        harness.setProcessingTime(1000);
        harness.processElement(new StreamRecord<>(example(1, Split.VALIDATION)));
        harness.setProcessingTime(1080);
        harness.processElement(new StreamRecord<>(example(2, Split.TEST)));
        harness.setProcessingTime(1100);
        assertThat(keys(harness.extractOutputValues(), Split.VALIDATION)).containsExactly(1);
        assertThat(keys(harness.extractOutputValues(), Split.TEST)).containsExactly(2);
    }
}
