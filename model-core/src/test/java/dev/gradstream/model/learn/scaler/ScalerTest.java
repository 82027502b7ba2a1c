package dev.gradstream.model.learn.scaler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gradstream.model.data.Scaling;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What all scalers do, and each by its own formula. */
class ScalerTest {
    private static final int ROWS = 100_000;
    private static final int COLUMNS = 4;
    private static final int CONSTANT = 2;
    private static final float[] VALUES = values();

    static Stream<Scaling> scalings() {
        return Stream.of(Scaling.NONE, Scaling.STANDARD, Scaling.standard(0.999), Scaling.MIN_MAX);
    }

    /** Ordinary, far from 0, constant, and skewed columns. */
    private static float[] values() {
        Random random = new Random(1);
        float[] rows = new float[ROWS * COLUMNS];
        for (int row = 0; row < ROWS; row++) {
            rows[row * COLUMNS] = (float) random.nextGaussian();
            rows[row * COLUMNS + 1] = (float) (1e6 + random.nextGaussian());
            rows[row * COLUMNS + CONSTANT] = 0.1f;
            rows[row * COLUMNS + 3] = (float) Math.exp(3 * random.nextGaussian());
        }
        return rows;
    }

    /** By the definitions, in two passes over all rows, whatever the batches. */
    @ParameterizedTest
    @MethodSource("scalings")
    void scalesByAllRowsHoweverTheyWereCut(Scaling scaling) {
        double[][] expected = twoPasses(scaling);
        Random random = new Random(3);
        for (int largest : new int[] {1, 10, 3000}) {
            Scaler scaler = Scaler.of(scaling, COLUMNS);
            learnAll(scaler, largest, random);
            float[] scaled = new float[VALUES.length];
            scaler.scale(VALUES, 0, ROWS, scaled);
            for (int i = 0; i < scaled.length; i++) {
                int j = i % COLUMNS;
                double wanted = (VALUES[i] - expected[0][j]) / expected[1][j];
                double bound = 1e-6 * Math.max(1, Math.abs(wanted));
                if (!(Math.abs(scaled[i] - wanted) <= bound)) {
                    assertThat((double) scaled[i])
                            .as("row %d, column %d, batches of %d", i / COLUMNS, j, largest)
                            .isCloseTo(wanted, within(bound));
                }
            }
        }
    }

    private static void learnAll(Scaler scaler, int largest, Random random) {
        for (int row = 0; row < ROWS; ) {
            int count = Math.min(ROWS - row, 1 + random.nextInt(largest));
            scaler.learn(Arrays.copyOfRange(VALUES, row * COLUMNS, (row + count) * COLUMNS), count);
            row += count;
        }
    }

    /** What becomes 0, and how far from it 1 is. */
    private static double[][] twoPasses(Scaling scaling) {
        double[][] result = new double[2][COLUMNS];
        for (int j = 0; j < COLUMNS; j++) {
            double[] both =
                    switch (scaling.kind()) {
                        case NONE -> new double[] {0, 1};
                        case STANDARD -> meanAndDeviation(j, scaling.fadingFactor());
                        case MIN_MAX -> minAndRange(j);
                    };
            result[0][j] = both[0];
            result[1][j] = j == CONSTANT && !scaling.isNone() ? 1 : both[1];
        }
        return result;
    }

    private static double[] meanAndDeviation(int column, double fadingFactor) {
        double weights = 0;
        double mean = 0;
        for (int row = 0; row < ROWS; row++) {
            double weight = Math.pow(fadingFactor, ROWS - 1 - row);
            weights += weight;
            mean += weight * VALUES[row * COLUMNS + column];
        }
        mean /= weights;
        double variance = 0;
        for (int row = 0; row < ROWS; row++) {
            double weight = Math.pow(fadingFactor, ROWS - 1 - row);
            variance += weight * Math.pow(VALUES[row * COLUMNS + column] - mean, 2);
        }
        return new double[] {mean, Math.sqrt(variance / weights)};
    }

    private static double[] minAndRange(int column) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < ROWS; row++) {
            min = Math.min(min, VALUES[row * COLUMNS + column]);
            max = Math.max(max, VALUES[row * COLUMNS + column]);
        }
        return new double[] {min, max - min};
    }

    @ParameterizedTest
    @MethodSource("scalings")
    void whatIsScaledComesBackInItsUnit(Scaling scaling) {
        Scaler scaler = Scaler.of(scaling, COLUMNS);
        scaler.learn(VALUES, 1000);
        float[] there = new float[50 * COLUMNS];
        scaler.scale(VALUES, 70, 50, there);
        scaler.unscale(there, 50);
        for (int i = 0; i < there.length; i++) {
            float original = VALUES[70 * COLUMNS + i];
            // A float of the scaled number is exact to its spread, not to the number.
            double spread = minAndRange(i % COLUMNS)[1];
            assertThat((double) there[i])
                    .isCloseTo(original, within(1e-6 * spread + 1e-6 * Math.abs(original)));
        }
    }

    @ParameterizedTest
    @MethodSource("scalings")
    void aScalerThatHasLearntNothingLeavesRowsAsTheyAre(Scaling scaling) {
        Scaler scaler = Scaler.of(scaling, 2);
        float[] scaled = new float[2];
        scaler.scale(new float[] {3, -4}, 0, 1, scaled);
        assertThat(scaled).containsExactly(3, -4);
        scaler.unscale(scaled, 1);
        assertThat(scaled).containsExactly(3, -4);
    }

    @ParameterizedTest
    @MethodSource("scalings")
    void oneRowAloneIsANumber(Scaling scaling) {
        Scaler scaler = Scaler.of(scaling, 2);
        scaler.learn(new float[] {1e30f, -4}, 1);
        float[] scaled = new float[2];
        scaler.scale(new float[] {1e30f, -3}, 0, 1, scaled);
        assertThat(scaled).containsExactly(scaling.isNone() ? 1e30f : 0, scaling.isNone() ? -3 : 1);
    }

    @ParameterizedTest
    @MethodSource("scalings")
    void undoAndRestoreAreExact(Scaling scaling) {
        Scaler scaler = Scaler.of(scaling, COLUMNS);
        scaler.learn(VALUES, 100);
        ScalerState before = scaler.state();
        scaler.learn(new float[] {-1e9f, 1e9f, 7, -7}, 1);
        scaler.undo();
        assertThat(scaler.state()).usingRecursiveComparison().isEqualTo(before);

        Scaler restored = Scaler.of(scaling, COLUMNS);
        restored.load(before);
        scaler.learn(VALUES, 333);
        restored.learn(VALUES, 333);
        assertThat(restored.state()).usingRecursiveComparison().isEqualTo(scaler.state());
    }

    @ParameterizedTest
    @MethodSource("scalings")
    void theFirstRowsCanBeUndoneToo(Scaling scaling) {
        Scaler scaler = Scaler.of(scaling, 1);
        ScalerState before = scaler.state();
        scaler.learn(new float[] {5}, 1);
        scaler.undo();
        assertThat(scaler.state()).usingRecursiveComparison().isEqualTo(before);
        scaler.learn(new float[] {1, 3}, 2);
        Scaler fresh = Scaler.of(scaling, 1);
        fresh.learn(new float[] {1, 3}, 2);
        assertThat(scaler.state()).usingRecursiveComparison().isEqualTo(fresh.state());
    }

    /** After a jump the old level is forgotten as fast as the factor says. */
    @Test
    void fadingForgets() {
        Scaler fading = Scaler.of(Scaling.standard(0.9), 1);
        Scaler lasting = Scaler.of(Scaling.STANDARD, 1);
        for (Scaler scaler : new Scaler[] {fading, lasting}) {
            for (int i = 0; i < 1000; i++) {
                scaler.learn(new float[] {i % 2}, 1);
            }
            for (int i = 0; i < 200; i++) {
                scaler.learn(new float[] {1000 + i % 2}, 1);
            }
        }
        float[] scaled = new float[1];
        fading.scale(new float[] {1000.5f}, 0, 1, scaled);
        assertThat(scaled[0]).isCloseTo(0, within(0.1f));
        lasting.scale(new float[] {1000.5f}, 0, 1, scaled);
        assertThat(scaled[0]).isGreaterThan(1);
        ScalerState.Standard state = (ScalerState.Standard) fading.state();
        assertThat(state.count()).isCloseTo(10, within(1e-6));
    }

    @Test
    void statisticsOfAnotherScalingAreRefused() {
        Scaler range = Scaler.of(Scaling.MIN_MAX, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> range.load(Scaler.of(Scaling.STANDARD, 2).state()))
                .withMessage(
                        "the statistics are of standard scaling of 2 columns, but min_max scaling of"
                                + " 2 columns is needed here");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scaler.of(Scaling.STANDARD, 2).load(ScalerState.NONE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scaler.of(Scaling.NONE, 2).load(range.state()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScalerState.MinMax(1, new double[] {2}, new double[] {1}));
    }

    @Test
    void theFadingFactorIsAShareOfStandardScaling() {
        assertThatIllegalArgumentException().isThrownBy(() -> Scaling.standard(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Scaling.standard(1.5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Scaling(Scaling.Kind.MIN_MAX, 0.9));
    }
}
