package dev.gradstream.operator.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.Split;
import java.util.Arrays;
import org.apache.flink.api.common.typeutils.SerializerTestBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.testutils.DeeplyEqualsChecker;
import org.junit.jupiter.api.Test;

class ExampleSerializerTest extends SerializerTestBase<Example> {

    ExampleSerializerTest() {
        super(
                new DeeplyEqualsChecker()
                        .withCustomCheck(
                                (a, b) -> a instanceof Example && b instanceof Example,
                                (a, b, checker) -> same((Example) a, (Example) b)));
    }

    private static boolean same(Example a, Example b) {
        return Arrays.equals(a.features(), b.features())
                && Arrays.equals(a.target(), b.target())
                && a.split() == b.split()
                && a.weight() == b.weight()
                && a.eventTime() == b.eventTime()
                && a.key() == b.key()
                && a.partition() == b.partition()
                && a.offset() == b.offset();
    }

    @Override
    protected TypeSerializer<Example> createSerializer() {
        return new ExampleSerializer(3, 2);
    }

    @Override
    protected int getLength() {
        return 3 * 4 + 2 * 4 + 1 + 4 + 8 + 8 + 4 + 8;
    }

    @Override
    protected Class<Example> getTypeClass() {
        return Example.class;
    }

    @Override
    protected Example[] getTestData() {
        return new Example[] {example(1), example(-7), new Example(3, 2)};
    }

    private static Example example(int seed) {
        Example example = new Example(3, 2);
        for (int i = 0; i < 3; i++) {
            example.features()[i] = seed * 1.5f + i;
        }
        example.target()[1] = seed;
        example.setSplit(seed > 0 ? Split.VALIDATION : Split.TRAINING);
        example.setWeight(seed * 0.5f);
        example.setEventTime(seed * 1_000L);
        example.setKey(seed * 0x9E3779B97F4A7C15L);
        example.setOrigin(seed & 3, seed * 11L);
        return example;
    }

    @Test
    void examplesOfAnotherWidthAreIncompatible() {
        var narrow = new ExampleSerializer(2, 2).snapshotConfiguration();
        var wide = new ExampleSerializer(3, 2).snapshotConfiguration();
        assertThat(wide.resolveSchemaCompatibility(narrow).isIncompatible()).isTrue();
        assertThat(wide.resolveSchemaCompatibility(wide).isCompatibleAsIs()).isTrue();
    }
}
