package dev.gradstream.job.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradstream.job.replay.SplitMix64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of SINE1 and its reverse each label says of which concept it is. */
final class DriftStreamTest {
    private static final Sine REVERSING = new Sine(List.of(1, 2));
    private static final Drift NONE = new Drift(List.of(), 0);

    private static boolean isReversed(Examples examples, int i) {
        double[] x = examples.features().get(i);
        return (x[1] < Math.sin(x[0])) == (examples.labels().get(i) == 0);
    }

    @Test
    void anAbruptDriftBeginsAtItsPosition() {
        Examples examples = Examples.of(REVERSING, new Drift(List.of(700L, 900L), 0), 0, 2, 1000);

        for (int i = 0; i < 1000; i++) {
            assertThat(isReversed(examples, i)).as("example %d", i).isEqualTo(i >= 700 && i < 900);
        }
    }

    /** Pearson's test over stretches of 500, with a bound that is passed once in 10,000 seeds. */
    @Test
    void aGradualDriftMixesByTheSigmoid() {
        int count = 20_000;
        double width = 4000;
        int stretch = 500;
        Examples examples =
                Examples.of(REVERSING, new Drift(List.of(count / 2L), width), 0, 3, count);

        double chiSquared = 0;
        int degrees = 0;
        for (int from = 0; from < count; from += stretch) {
            double expected = 0;
            double variance = 0;
            int reversed = 0;
            for (int i = from; i < from + stretch; i++) {
                double p = 1 / (1 + Math.exp(-4 * (i - count / 2.0) / width));
                expected += p;
                variance += p * (1 - p);
                reversed += isReversed(examples, i) ? 1 : 0;
            }
            if (variance > 5) {
                chiSquared += Math.pow(reversed - expected, 2) / variance;
                degrees++;
            } else {
                assertThat(Math.abs(reversed - expected)).isLessThan(15);
            }
        }
        assertThat(degrees).isGreaterThan(10);
        // Wilson and Hilferty's approximation of the quantile, with 3.72 deviations.
        double spread = 2.0 / (9 * degrees);
        double bound = degrees * Math.pow(1 - spread + 3.72 * Math.sqrt(spread), 3);
        assertThat(chiSquared).isLessThan(bound);
    }

    @Test
    void severalGradualDriftsFollowOneAnother() {
        Drift drift = new Drift(List.of(1000L, 3000L), 200);
        SplitMix64 random = new SplitMix64(1);
        int[] late = new int[3];
        for (int i = 0; i < 1000; i++) {
            assertThat(drift.concept(100, random)).isZero();
            assertThat(drift.concept(2000, random)).isEqualTo(1);
            late[drift.concept(3000, random)]++;
        }
        assertThat(late[0]).isZero();
        assertThat(late[1] / 1000.0).isCloseTo(0.5, within(Examples.bound(0.5, 1000)));
    }

    @Test
    void noiseIsTheShareOfWrongLabelsAndTouchesNothingElse() {
        int count = 50_000;
        RandomRbf rbf = new RandomRbf(4, 3, 6, 0.001);
        Examples clean = Examples.of(rbf, NONE, 0, 12, count);
        Examples noisy = Examples.of(rbf, NONE, 0.1, 12, count);

        int[] shifts = new int[3];
        for (int i = 0; i < count; i++) {
            assertThat(noisy.features().get(i)).isEqualTo(clean.features().get(i));
            shifts[Math.floorMod(noisy.labels().get(i) - clean.labels().get(i), 3)]++;
        }
        for (int other = 1; other < 3; other++) {
            assertThat(shifts[other] / (double) count)
                    .isCloseTo(0.05, within(Examples.bound(0.05, count)));
        }
    }

    @Test
    void aSeedGivesOneStreamAndAnotherAnother() {
        Hyperplane family = new Hyperplane(3, 2, 0.01, 0.1);
        Examples first = Examples.of(family, 1, 1000);

        assertThat(Examples.of(family, 1, 1000)).usingRecursiveComparison().isEqualTo(first);
        assertThat(Examples.of(family, 2, 1000).labels()).isNotEqualTo(first.labels());
    }

    @Test
    void featuresStayTheSameWhereTheConceptOnlyLabelsThem() {
        Examples still = Examples.of(REVERSING, NONE, 0, 5, 1000);
        Examples drifting = Examples.of(REVERSING, new Drift(List.of(500L), 100), 0, 5, 1000);

        for (int i = 0; i < 1000; i++) {
            assertThat(drifting.features().get(i)).isEqualTo(still.features().get(i));
        }
    }

    @Test
    void rangesAreChecked() {
        assertThatThrownBy(() -> new Drift(List.of(5L, 5L), 0)).hasMessageContaining("[5, 5]");
        assertThatThrownBy(() -> new Drift(List.of(0L), 0)).hasMessageContaining("[0]");
        assertThatThrownBy(() -> new Drift(List.of(), -1)).hasMessageContaining("got -1.0");
        assertThatThrownBy(() -> new DriftStream(REVERSING, NONE, 1.5, 1))
                .hasMessage("noise must be from 0 to 1, got 1.5");
    }
}
