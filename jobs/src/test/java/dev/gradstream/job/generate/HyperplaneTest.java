package dev.gradstream.job.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradstream.job.replay.SplitMix64;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HyperplaneTest {
    private static final int COUNT = 20_000;

    /** The weights are what the stream's random generators say, by the definition written anew. */
    @Test
    void labelsAreThoseOfTheDefinition() {
        int features = 5;
        int rotating = 3;
        double magnitude = 0.01;
        double sigma = 0.2;
        Examples examples =
                Examples.of(new Hyperplane(features, rotating, magnitude, sigma), 9, COUNT);

        SplitMix64 root = new SplitMix64(9);
        SplitMix64 drawn = root.split();
        root.split();
        root.split();
        SplitMix64 first = root.split();
        double[] w = first(features, first);
        int[] direction = new int[rotating];
        for (int i = 0; i < rotating; i++) {
            direction[i] = first.nextInt(2) == 0 ? -1 : 1;
        }
        for (int example = 0; example < COUNT; example++) {
            double side = 0;
            for (int i = 0; i < features; i++) {
                double x = drawn.nextDouble();
                assertThat(examples.features().get(example)[i]).isEqualTo(x);
                side += w[i] * (x - 0.5);
            }
            if (Math.abs(side) > 1e-9) {
                assertThat(examples.labels().get(example)).isEqualTo(side > 0 ? 1 : 0);
            }
            for (int i = 0; i < rotating; i++) {
                w[i] += direction[i] * magnitude;
                direction[i] *= drawn.nextDouble() < sigma ? -1 : 1;
            }
        }
    }

    private static double[] first(int features, SplitMix64 random) {
        double[] weights = new double[features];
        for (int i = 0; i < features; i++) {
            weights[i] = random.nextDouble();
        }
        return weights;
    }

    @Test
    void classesAreAsFrequent() {
        Hyperplane plane = new Hyperplane(10, 2, 0.001, 0.1);
        assertThat(Examples.of(plane, 4, COUNT).share(1))
                .isCloseTo(0.5, within(Examples.bound(0.5, COUNT)));
    }

    @Test
    void aPlaneThatRotatesIsAnotherAfterAWhile() {
        assertThat(disagreementWithStandingStill(0.0)).isZero();
        assertThat(disagreementWithStandingStill(0.01)).isGreaterThan(0.05);
    }

    /** Share of the last tenth whose label is not that of the same plane at rest. */
    private static double disagreementWithStandingStill(double magnitude) {
        List<Integer> still = Examples.of(new Hyperplane(4, 4, 0, 0.0), 2, COUNT).labels();
        List<Integer> moved = Examples.of(new Hyperplane(4, 4, magnitude, 0.0), 2, COUNT).labels();
        int different = 0;
        for (int i = COUNT - COUNT / 10; i < COUNT; i++) {
            different += still.get(i).equals(moved.get(i)) ? 0 : 1;
        }
        return different / (COUNT / 10.0);
    }

    @Test
    void rangesAreChecked() {
        assertThatThrownBy(() -> new Hyperplane(1, 0, 0, 0)).hasMessageContaining("got 1");
        assertThatThrownBy(() -> new Hyperplane(3, 4, 0, 0)).hasMessageContaining("got 4");
        assertThatThrownBy(() -> new Hyperplane(3, 3, -1, 0)).hasMessageContaining("got -1.0");
        assertThatThrownBy(() -> new Hyperplane(3, 3, 0, 2)).hasMessageContaining("got 2.0");
    }
}
