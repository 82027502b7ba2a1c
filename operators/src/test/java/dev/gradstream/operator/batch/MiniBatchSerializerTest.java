package dev.gradstream.operator.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.Split;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.api.common.typeutils.SerializerTestBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.testutils.DeeplyEqualsChecker;
import org.junit.jupiter.api.Test;

class MiniBatchSerializerTest extends SerializerTestBase<MiniBatch> {
    private static final MiniBatchShape SHAPE = new MiniBatchShape(4, 2, 1);

    MiniBatchSerializerTest() {
        super(
                new DeeplyEqualsChecker()
                        .withCustomCheck(
                                (a, b) -> a instanceof MiniBatch && b instanceof MiniBatch,
                                (a, b, checker) -> same((MiniBatch) a, (MiniBatch) b)));
    }

    private static boolean same(MiniBatch a, MiniBatch b) {
        int rows = a.size();
        return a.split() == b.split()
                && rows == b.size()
                && Arrays.equals(a.features(), 0, rows * 2, b.features(), 0, rows * 2)
                && Arrays.equals(a.targets(), 0, rows, b.targets(), 0, rows)
                && Arrays.equals(a.weights(), 0, rows, b.weights(), 0, rows)
                && Arrays.equals(a.keys(), 0, rows, b.keys(), 0, rows)
                && Arrays.equals(a.eventTimes(), 0, rows, b.eventTimes(), 0, rows)
                && Arrays.equals(a.partitions(), 0, rows, b.partitions(), 0, rows)
                && Arrays.equals(a.offsets(), 0, rows, b.offsets(), 0, rows);
    }

    @Override
    protected TypeSerializer<MiniBatch> createSerializer() {
        return new MiniBatchSerializer(SHAPE);
    }

    @Override
    protected int getLength() {
        return -1;
    }

    @Override
    protected Class<MiniBatch> getTypeClass() {
        return MiniBatch.class;
    }

    @Override
    protected MiniBatch[] getTestData() {
        return new MiniBatch[] {
            batch(Split.TRAINING, 0), batch(Split.TRAINING, 4), batch(Split.VALIDATION, 3)
        };
    }

    private static MiniBatch batch(Split split, int rows) {
        MiniBatch batch = SHAPE.createBatch(split);
        for (int row = 0; row < rows; row++) {
            batch.add(TestExamples.example(row + 10));
        }
        return batch;
    }

    @Test
    void moreRowsThanFitAreRefused() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        out.writeBoolean(true);
        out.writeInt(Integer.MAX_VALUE);
        assertThatThrownBy(
                        () ->
                                getSerializer()
                                        .deserialize(
                                                new DataInputDeserializer(out.getSharedBuffer())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("batch_size should be at least");
    }

    @Test
    void batchesOfAnotherShapeAreIncompatible() {
        var own = new MiniBatchSerializer(SHAPE).snapshotConfiguration();
        var other = new MiniBatchSerializer(new MiniBatchShape(4, 3, 1)).snapshotConfiguration();
        assertThat(own.resolveSchemaCompatibility(other).isIncompatible()).isTrue();
        assertThat(own.resolveSchemaCompatibility(own).isCompatibleAsIs()).isTrue();
    }
}
