package dev.gradstream.model.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HoldOutTest {
    private static final int KEYS = 200_000;

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.2, 0.5, 0.99})
    void holdsOutTheFractionOfHashedKeysAndOfPlainNumbers(double fraction) {
        HoldOut holdOut = new HoldOut(fraction);
        long ofHashes =
                IntStream.range(0, KEYS).filter(i -> holdOut.holdsOut(keyOf("id-" + i))).count();
        long ofNumbers = LongStream.range(0, KEYS).filter(holdOut::holdsOut).count();

        assertThat((double) ofHashes / KEYS).isCloseTo(fraction, within(0.006));
        assertThat((double) ofNumbers / KEYS).isCloseTo(fraction, within(0.006));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8, 16})
    void holdsOutTheFractionInEveryPartitionOfTheKeys(int partitions) {
        HoldOut holdOut = new HoldOut(0.2);
        int[] held = new int[partitions];
        for (int i = 0; i < KEYS; i++) {
            long key = keyOf(Integer.toString(i));
            if (holdOut.holdsOut(key)) {
                held[(int) Long.remainderUnsigned(key, partitions)]++;
            }
        }
        for (int count : held) {
            assertThat((double) count * partitions / KEYS).isCloseTo(0.2, within(0.02));
        }
    }

    @Test
    void staysWithItsChoice() {
        HoldOut holdOut = new HoldOut(0.2);
        // Written down once: another outcome would leak held-out examples into a running model.
        assertThat(IntStream.range(0, 40).filter(i -> holdOut.holdsOut(keyOf("" + i))).toArray())
                .containsExactly(1, 6, 7, 9, 11, 12, 13, 15, 29, 34, 39);
    }

    @Test
    void holdsOutMoreOfTheSameAsTheFractionGrows() {
        HoldOut small = new HoldOut(0.1);
        HoldOut large = new HoldOut(0.3);

        assertThat(LongStream.range(0, 10_000).filter(small::holdsOut).allMatch(large::holdsOut))
                .isTrue();
    }

    @Test
    void holdsOutNothingAtFractionZero() {
        assertThat(LongStream.range(0, 10_000).noneMatch(new HoldOut(0)::holdsOut)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, 1.5, Double.NaN})
    void refusesAFractionOutsideItsRange(double fraction) {
        assertThatThrownBy(() -> new HoldOut(fraction))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be in [0, 1)");
    }

    private static long keyOf(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return KeyHash.of(bytes, 0, bytes.length);
    }

    @Test
    void theTestIsAnotherFractionOfTheKeys() {
        HoldOut both = new HoldOut(0.2, 0.1);
        long tested =
                LongStream.range(0, KEYS).filter(key -> both.split(key) == Split.TEST).count();
        long held = LongStream.range(0, KEYS).filter(both::holdsOut).count();

        assertThat((double) tested / KEYS).isCloseTo(0.1, within(0.006));
        assertThat((double) held / KEYS).isCloseTo(0.2, within(0.006));
    }

    @Test
    void aChangedFractionOfOneMovesNothingOfTheOther() {
        HoldOut before = new HoldOut(0.2, 0.1);
        for (HoldOut after : new HoldOut[] {new HoldOut(0.5, 0.1), new HoldOut(0.2, 0.5)}) {
            for (long key = 0; key < 10_000; key++) {
                if (before.split(key) != Split.TRAINING) {
                    assertThat(after.split(key)).isEqualTo(before.split(key));
                }
            }
        }
        assertThatThrownBy(() -> new HoldOut(0.5, 0.5))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
