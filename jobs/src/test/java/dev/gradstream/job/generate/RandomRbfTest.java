package dev.gradstream.job.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradstream.job.replay.SplitMix64;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** One centroid a class, so that a label says which centroid an example belongs to. */
final class RandomRbfTest {
    private static final int COUNT = 50_000;
    private static final int FEATURES = 3;

    /** What the definition draws first of a centroid. */
    private record Cloud(double[] centre, double[] direction, double deviation, double weight) {}

    private static Cloud[] clouds(int count, long seed) {
        SplitMix64 root = new SplitMix64(seed);
        root.split();
        root.split();
        root.split();
        SplitMix64 random = root.split();
        Cloud[] clouds = new Cloud[count];
        for (int c = 0; c < count; c++) {
            double[] centre = new double[FEATURES];
            Arrays.setAll(centre, i -> random.nextDouble());
            double[] direction = new double[FEATURES];
            Arrays.setAll(direction, i -> random.nextGaussian());
            double length = Math.sqrt(Arrays.stream(direction).map(d -> d * d).sum());
            Arrays.setAll(direction, i -> direction[i] / length);
            clouds[c] = new Cloud(centre, direction, random.nextDouble(), random.nextDouble());
        }
        return clouds;
    }

    @Test
    void cloudsLieAroundTheirCentroidsWithTheirDeviationAndWeight() {
        int classes = 4;
        Examples examples = Examples.of(new RandomRbf(FEATURES, classes, classes, 0), 6, COUNT);
        Cloud[] clouds = clouds(classes, 6);
        double weights = Arrays.stream(clouds).mapToDouble(Cloud::weight).sum();

        for (int c = 0; c < classes; c++) {
            double share = clouds[c].weight() / weights;
            assertThat(examples.share(c)).isCloseTo(share, within(Examples.bound(share, COUNT)));
            double squares = 0;
            double[] mean = new double[FEATURES];
            int count = 0;
            for (int i = 0; i < COUNT; i++) {
                if (examples.labels().get(i) == c) {
                    double[] x = examples.features().get(i);
                    for (int f = 0; f < FEATURES; f++) {
                        mean[f] += x[f];
                        squares += Math.pow(x[f] - clouds[c].centre()[f], 2);
                    }
                    count++;
                }
            }
            double deviation = clouds[c].deviation();
            for (int f = 0; f < FEATURES; f++) {
                assertThat(mean[f] / count)
                        .isCloseTo(
                                clouds[c].centre()[f],
                                within(4 * deviation / Math.sqrt(FEATURES * count)));
            }
            // The squared distance is that of a normal number: its own variance is 2 d^4.
            assertThat(squares / count)
                    .isCloseTo(
                            deviation * deviation,
                            within(4 * deviation * deviation * Math.sqrt(2.0 / count)));
        }
    }

    @Test
    void centroidsMoveAndTurnAtTheWalls() {
        double speed = 0.01;
        RandomRbf rbf = new RandomRbf(FEATURES, 2, 2, speed);
        Cloud[] clouds = clouds(2, 8);
        Examples examples = Examples.of(rbf, 8, COUNT);

        double[] sum = new double[2];
        int[] count = new int[2];
        double[][] at = {clouds[0].centre().clone(), clouds[1].centre().clone()};
        for (int i = 0; i < COUNT; i++) {
            int c = examples.labels().get(i);
            for (int f = 0; f < FEATURES; f++) {
                sum[c] += examples.features().get(i)[f] - at[c][f];
                count[c]++;
            }
            for (int moving = 0; moving < 2; moving++) {
                move(at[moving], clouds[moving].direction(), speed);
            }
        }
        for (int c = 0; c < 2; c++) {
            // Coordinates of one example are no more than its distance together.
            double bound = 4 * clouds[c].deviation() / Math.sqrt(count[c] / (double) FEATURES);
            assertThat(sum[c] / count[c]).as("class %d", c).isCloseTo(0, within(bound));
        }
    }

    private static void move(double[] centre, double[] direction, double speed) {
        for (int f = 0; f < FEATURES; f++) {
            double moved = centre[f] + speed * direction[f];
            if (moved < 0 || moved > 1) {
                direction[f] = -direction[f];
            }
            centre[f] = Math.min(1, Math.max(0, moved));
        }
    }

    @Test
    void everyClassHasACentroid() {
        Examples examples = Examples.of(new RandomRbf(10, 5, 50, 0.0001), 1, COUNT);
        for (int label = 0; label < 5; label++) {
            assertThat(examples.share(label)).isGreaterThan(0.05);
        }
        assertThatThrownBy(() -> new RandomRbf(10, 5, 4, 0)).hasMessageContaining("got 4");
        assertThatThrownBy(() -> new RandomRbf(10, 1, 4, 0)).hasMessageContaining("got 1");
        assertThatThrownBy(() -> new RandomRbf(10, 2, 4, -1)).hasMessageContaining("got -1.0");
    }
}
