package dev.gradstream.operator.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradstream.model.data.HoldOut;
import dev.gradstream.model.data.Split;
import dev.gradstream.operator.PipelineSupplier;
import dev.gradstream.operator.RecordedMetrics;
import dev.gradstream.operator.TestPipeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class BatchRecoveryTest extends BatchTests {
    private static final PipelineSupplier SAMPLED =
            pipeline("training: {batch_size: 4, batch_timeout: 0, keep_negatives: 0.5}\n");

    private static final PipelineSupplier WITH_TEST =
            pipeline("training: {batch_size: 4, batch_timeout: 0}\ntest: {column: c}\n");

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
}
