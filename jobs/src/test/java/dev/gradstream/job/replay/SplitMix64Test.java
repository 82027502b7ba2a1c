package dev.gradstream.job.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SplitMix64Test {

    /** The same numbers as java.util.SplittableRandom's, whose algorithm is that of the paper. */
    @Test
    void numbersAreThoseOfThePaper() {
        SplitMix64 random = new SplitMix64(42);
        SplittableRandom reference = new SplittableRandom(42);

        for (int i = 0; i < 1000; i++) {
            assertThat(random.next()).isEqualTo(reference.nextLong());
        }
    }

    @Test
    void gaussiansHaveMeanZeroAndVarianceOne() {
        SplitMix64 random = new SplitMix64(7);
        int count = 100_000;
        double sum = 0;
        double squares = 0;
        int beyondTwo = 0;
        for (int i = 0; i < count; i++) {
            double x = random.nextGaussian();
            sum += x;
            squares += x * x;
            beyondTwo += Math.abs(x) > 2 ? 1 : 0;
        }

        assertThat(sum / count).isCloseTo(0, within(4 / Math.sqrt(count)));
        assertThat(squares / count).isCloseTo(1, within(4 * Math.sqrt(2.0 / count)));
        assertThat(beyondTwo / (double) count).isCloseTo(0.0455, within(0.003));
    }

    @Test
    void numbersStayInTheirRange() {
        SplitMix64 random = new SplitMix64(-1);
        int[] seen = new int[3];
        for (int i = 0; i < 30_000; i++) {
            assertThat(random.nextDouble()).isGreaterThanOrEqualTo(0).isLessThan(1);
            seen[random.nextInt(3)]++;
        }
        assertThat(IntStream.of(seen)).allMatch(n -> n > 9_600 && n < 10_400);
    }
}
