package dev.gradstream.operator.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.model.data.HoldOut;
import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.NegativeSampling;
import dev.gradstream.model.data.Split;
import dev.gradstream.operator.RecordedMetrics;
import dev.gradstream.operator.TestPipeline;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;

class BatchOperatorTest extends BatchTests {
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

    @Test
    void aFullBatchOfHeldOutRowsDoesNotWait() throws Exception {
        var harness = open(TestPipeline.ofBatches(2).withHoldOut(0.999999));
        add(harness, 0, 5);
        assertThat(batches(harness)).containsExactly("held[0, 1]", "held[2, 3]");
    }

    @Test
    void negativesThatAreLeftOutAreCounted() throws Exception {
        RecordedMetrics metrics = new RecordedMetrics();
        var harness =
                harness(
                        pipeline(
                                "training: {batch_size: 4, batch_timeout: 0, keep_negatives: 0.5}\n"),
                        metrics);
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
}
