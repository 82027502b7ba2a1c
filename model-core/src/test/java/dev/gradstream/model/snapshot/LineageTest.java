package dev.gradstream.model.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.snapshot.Snapshot.OffsetRange;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LineageTest {

    @Test
    void nothingLearntHasNoRanges() {
        assertThat(new Lineage().ranges()).isEmpty();
    }

    @Test
    void keepsLowestAndHighestOffsetOfEachPartition() {
        Random random = new Random(3);
        Map<Integer, OffsetRange> expected = new TreeMap<>();
        Lineage lineage = new Lineage();
        for (int i = 0; i < 50; i++) {
            MiniBatch batch = new MiniBatch(Split.TRAINING, 8, 1, 1);
            while (!batch.isFull()) {
                int partition = random.nextInt(20);
                long offset = random.nextLong(1L << 40);
                add(batch, partition, offset);
                expected.merge(
                        partition, new OffsetRange(partition, offset, offset), LineageTest::union);
            }
            lineage.add(batch);
            assertThat(lineage.ranges()).containsExactlyElementsOf(expected.values());
        }
    }

    @Test
    void goesOnFromItsRanges() {
        MiniBatch batch = new MiniBatch(Split.TRAINING, 2, 1, 1);
        add(batch, 4, 10);
        add(batch, 1, 7);
        Lineage first = new Lineage();
        first.add(batch);

        Lineage second = new Lineage(first.ranges());
        batch.clear();
        add(batch, 4, 12);
        second.add(batch);

        assertThat(second.ranges())
                .containsExactly(new OffsetRange(1, 7, 7), new OffsetRange(4, 10, 12));
    }

    private static void add(MiniBatch batch, int partition, long offset) {
        Example example = new Example(1, 1);
        example.setOrigin(partition, offset);
        batch.add(example);
    }

    private static OffsetRange union(OffsetRange a, OffsetRange b) {
        return new OffsetRange(
                a.partition(), Math.min(a.first(), b.first()), Math.max(a.last(), b.last()));
    }
}
