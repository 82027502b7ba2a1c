package dev.gradstream.model.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class NegativeSamplingTest {
    private static final int KEYS = 200_000;
    private final NegativeSampling tenth = new NegativeSampling(0.1);

    @Test
    void keepsTheShareOfTheNegatives() {
        long kept = LongStream.range(0, KEYS).filter(key -> tenth.keeps(example(key, 0))).count();

        assertThat((double) kept / KEYS).isCloseTo(0.1, within(0.005));
    }

    @Test
    void keepsEveryPositiveAndWhateverIsNotForTraining() {
        assertThat(LongStream.range(0, 1000).allMatch(key -> tenth.keeps(example(key, 1))))
                .isTrue();
        for (Split split : new Split[] {Split.VALIDATION, Split.TEST}) {
            assertThat(
                            LongStream.range(0, 1000)
                                    .mapToObj(key -> example(key, 0))
                                    .peek(example -> example.setSplit(split))
                                    .allMatch(tenth::keeps))
                    .isTrue();
        }
        assertThat(
                        LongStream.range(0, 1000)
                                .allMatch(key -> new NegativeSampling(1).keeps(example(key, 0))))
                .isTrue();
    }

    @Test
    void choosesIndependentlyOfTheHoldOut() {
        HoldOut holdOut = new HoldOut(0.2);
        long[] held = LongStream.range(0, KEYS).filter(holdOut::holdsOut).toArray();
        long kept = LongStream.of(held).filter(key -> tenth.keeps(example(key, 0))).count();

        assertThat((double) kept / held.length).isCloseTo(0.1, within(0.01));
    }

    /** Records of one key, as of one user, or all alike, are no one record. */
    @Test
    void drawsForEachRecordOfAKey() {
        for (int partition = 0; partition < 3; partition++) {
            int at = partition;
            long kept =
                    LongStream.range(0, KEYS)
                            .mapToObj(offset -> example(7, 0, at, offset))
                            .filter(tenth::keeps)
                            .count();
            assertThat((double) kept / KEYS).isCloseTo(0.1, within(0.005));
        }
    }

    @Test
    void staysWithItsChoice() {
        // Written down once: another outcome would let others into a running model.
        assertThat(LongStream.range(0, 60).filter(key -> tenth.keeps(example(key, 0))).toArray())
                .containsExactly(13, 35, 37, 40, 46, 47);
    }

    private static Example example(long key, int target, int partition, long offset) {
        Example example = example(key, target);
        example.setOrigin(partition, offset);
        return example;
    }

    private static Example example(long key, int target) {
        Example example = new Example(1, 1);
        example.setKey(key);
        example.target()[0] = target;
        return example;
    }
}
