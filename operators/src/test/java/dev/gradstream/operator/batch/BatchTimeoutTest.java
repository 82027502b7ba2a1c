package dev.gradstream.operator.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.model.data.HoldOut;
import dev.gradstream.model.data.Split;
import dev.gradstream.operator.PipelineSupplier;
import dev.gradstream.operator.RecordedMetrics;
import dev.gradstream.operator.TestPipeline;
import java.util.stream.LongStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;

class BatchTimeoutTest extends BatchTests {
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
