package dev.gradstream.operator.sequence;

import dev.gradstream.model.data.sequence.SeriesHistory;
import java.util.Arrays;
import org.apache.flink.api.common.typeutils.SerializerTestBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.testutils.DeeplyEqualsChecker;

/** Flink's own checks of a serializer. */
class SeriesHistorySerializerTest extends SerializerTestBase<SeriesHistory> {

    SeriesHistorySerializerTest() {
        super(
                new DeeplyEqualsChecker()
                        .withCustomCheck(
                                (a, b) -> a instanceof SeriesHistory && b instanceof SeriesHistory,
                                (a, b, checker) -> same((SeriesHistory) a, (SeriesHistory) b)));
    }

    private static boolean same(SeriesHistory a, SeriesHistory b) {
        return a.width() == b.width()
                && a.count() == b.count()
                && a.passes() == b.passes()
                && Arrays.equals(a.copy().rows(), b.copy().rows());
    }

    @Override
    protected TypeSerializer<SeriesHistory> createSerializer() {
        return new SeriesHistorySerializer(2);
    }

    @Override
    protected int getLength() {
        return -1;
    }

    @Override
    protected Class<SeriesHistory> getTypeClass() {
        return SeriesHistory.class;
    }

    @Override
    protected SeriesHistory[] getTestData() {
        return new SeriesHistory[] {
            new SeriesHistory(2),
            new SeriesHistory(2, new float[] {1, 2, 3, Float.NaN}, 2, 5),
            new SeriesHistory(2, new float[] {-0f, Float.MIN_VALUE}, 1, 0)
        };
    }
}
