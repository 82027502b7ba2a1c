package dev.gradstream.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CounterRandomTest {
    private static final int N = 200_000;

    @Test
    void numbersAreUniformAndIndependentOfTheirNeighbours() {
        for (long seed = 0; seed < 5; seed++) {
            long key = CounterRandom.key(seed, 0);
            double[] u =
                    IntStream.range(0, N)
                            .mapToDouble(i -> CounterRandom.uniform(key, 1, i))
                            .toArray();
            double mean = 0;
            double square = 0;
            double lagged = 0;
            int[] bins = new int[16];
            for (int i = 0; i < N; i++) {
                assertThat(u[i]).isBetween(0.0, Math.nextDown(1.0));
                mean += u[i] / N;
                square += u[i] * u[i] / N;
                lagged += u[i] * u[(i + 1) % N] / N;
                bins[(int) (u[i] * 16)]++;
            }
            // Five standard errors.
            assertThat(mean).isCloseTo(0.5, within(5 * Math.sqrt(1.0 / 12 / N)));
            assertThat(square).isCloseTo(1.0 / 3, within(5 * Math.sqrt(4.0 / 45 / N)));
            assertThat(lagged).isCloseTo(0.25, within(5 * Math.sqrt(7.0 / 144 / N)));
            for (int bin : bins) {
                assertThat(bin).isCloseTo(N / 16, within((int) (5 * Math.sqrt(N / 16.0))));
            }
        }
    }

    @Test
    void streamsStepsAndSeedsDiffer() {
        float first = CounterRandom.uniform(CounterRandom.key(1, 0), 1, 0);
        assertThat(CounterRandom.uniform(CounterRandom.key(1, 0), 1, 0)).isEqualTo(first);
        assertThat(CounterRandom.uniform(CounterRandom.key(2, 0), 1, 0)).isNotEqualTo(first);
        assertThat(CounterRandom.uniform(CounterRandom.key(1, 1), 1, 0)).isNotEqualTo(first);
        assertThat(CounterRandom.uniform(CounterRandom.key(1, 0), 2, 0)).isNotEqualTo(first);
    }

    /** What the published algorithm gives in another language's whole numbers. */
    @Test
    void numbersAreTheSameOnEveryMachine() {
        long key = CounterRandom.key(1337, 0);
        double[] expected = {
            0.3260565996170044, 0.5264337658882141, 0.6861327886581421, 0.10980719327926636
        };
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) CounterRandom.uniform(key, 0, i)).isEqualTo(expected[i]);
        }
    }

    /** Pearson's chi-squared of pairs: neighbours, the same place of the next step, other masks. */
    @Test
    void bitsAreUniformAndIndependentAcrossPlacesStepsAndStreams() {
        for (long seed = 0; seed < 5; seed++) {
            long key = CounterRandom.key(seed, 0);
            long first = CounterRandom.stepKey(key, 1);
            long next = CounterRandom.stepKey(key, 2);
            long other = CounterRandom.stepKey(CounterRandom.key(seed, 1), 1);
            assertIndependent(
                    i -> CounterRandom.bits(first, i), i -> CounterRandom.bits(first, i + 1));
            assertIndependent(
                    i -> CounterRandom.bits(first, i), i -> CounterRandom.bits(first, i + 64));
            assertIndependent(i -> CounterRandom.bits(first, i), i -> CounterRandom.bits(next, i));
            assertIndependent(i -> CounterRandom.bits(first, i), i -> CounterRandom.bits(other, i));
        }
    }

    private static void assertIndependent(IntUnaryOperator one, IntUnaryOperator two) {
        int[] pairs = new int[256];
        for (int i = 0; i < N; i++) {
            pairs[(one.applyAsInt(i) >>> 20) * 16 + (two.applyAsInt(i) >>> 20)]++;
        }
        double expected = N / 256.0;
        double chiSquared = 0;
        for (int count : pairs) {
            chiSquared += (count - expected) * (count - expected) / expected;
        }
        // 255 degrees of freedom, five standard deviations.
        assertThat(chiSquared).isCloseTo(255, within(5 * Math.sqrt(2 * 255)));
    }

    @Test
    void aMaskKeepsTheMeanAndDropsItsShare() {
        DropoutMask mask = new DropoutMask(0.3, CounterRandom.key(7, 1), Shape.of(N));
        double mean = 0;
        int dropped = 0;
        for (int i = 0; i < N; i++) {
            float value = mask.value(5, i);
            assertThat(value).isIn(0f, (float) (1 / 0.7));
            mean += (double) value / N;
            dropped += value == 0 ? 1 : 0;
        }
        assertThat(mean).isCloseTo(1, within(0.01));
        assertThat(dropped).isCloseTo((int) (0.3 * N), within(1100));
    }
}
