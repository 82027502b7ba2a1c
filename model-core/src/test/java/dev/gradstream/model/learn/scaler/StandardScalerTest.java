package dev.gradstream.model.learn.scaler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gradstream.model.data.Scaling;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StandardScalerTest {
    private static final int ROWS = 500;
    private static final int COLUMNS = 4;

    @Test
    void scalesAsScikitLearnHoweverTheRowsWereCut() {
        float[] rows = rows();
        Random random = new Random(3);
        for (int trial = 0; trial < 20; trial++) {
            Scaler scaler = Scaler.of(Scaling.STANDARD, COLUMNS);
            for (int row = 0; row < ROWS; ) {
                int count = Math.min(ROWS - row, 1 + random.nextInt(trial == 0 ? 1 : 90));
                scaler.learn(
                        Arrays.copyOfRange(rows, row * COLUMNS, (row + count) * COLUMNS), count);
                row += count;
            }
            float[] scaled = new float[ROWS * COLUMNS];
            scaler.scale(rows, 0, ROWS, scaled);
            for (int j = 0; j < COLUMNS; j++) {
                assertColumn(rows, scaled, j);
            }
        }
    }

    private static void assertColumn(float[] rows, float[] scaled, int column) {
        double mean = 0;
        for (int row = 0; row < ROWS; row++) {
            mean += (double) rows[row * COLUMNS + column] / ROWS;
        }
        double variance = 0;
        for (int row = 0; row < ROWS; row++) {
            variance += Math.pow(rows[row * COLUMNS + column] - mean, 2) / ROWS;
        }
        double deviation = column == 2 ? 1 : Math.sqrt(variance);
        for (int row = 0; row < ROWS; row++) {
            double expected = (rows[row * COLUMNS + column] - mean) / deviation;
            assertThat((double) scaled[row * COLUMNS + column])
                    .isCloseTo(expected, within(1e-6 * Math.max(1, Math.abs(expected))));
        }
    }

    /** Ordinary, far from 0, constant, and tiny columns. */
    private static float[] rows() {
        Random random = new Random(1);
        float[] rows = new float[ROWS * COLUMNS];
        for (int row = 0; row < ROWS; row++) {
            rows[row * COLUMNS] = (float) random.nextGaussian();
            rows[row * COLUMNS + 1] = (float) (1e6 + random.nextGaussian());
            rows[row * COLUMNS + 2] = 0.1f;
            rows[row * COLUMNS + 3] = (float) (1e-12 * random.nextGaussian());
        }
        return rows;
    }

    /**
     * Seconds since 1970, spread over hours: the rounding of a batch does not grow with a stream.
     */
    @Test
    void scalesAfterHoweverManyRows() {
        double mean = 1.7e9;
        double deviation = 3600;
        for (long count = 1_000; count <= 1_000_000_000_000_000_000L; count *= 1_000) {
            Scaler scaler = Scaler.of(Scaling.STANDARD, 1);
            scaler.load(
                    new ScalerState.Standard(
                            count,
                            new double[] {mean},
                            new double[] {deviation * deviation * count}));
            float[] scaled = new float[1];
            scaler.scale(new float[] {1.70000717e9f}, 0, 1, scaled);
            assertThat(scaled[0]).as("%d rows", count).isCloseTo(1.9911f, within(1e-3f));
        }
    }

    @Test
    void leavesRowsAsTheyAreBeforeItHasLearnt() {
        float[] scaled = new float[2];
        Scaler.of(Scaling.STANDARD, 2).scale(new float[] {3, -4}, 0, 1, scaled);
        assertThat(scaled).containsExactly(3, -4);
    }

    @Test
    void undoTakesTheLastRowsOut() {
        Scaler scaler = Scaler.of(Scaling.STANDARD, 1);
        scaler.learn(new float[] {1, 2, 4}, 3);
        ScalerState.Standard before = state(scaler);
        scaler.learn(new float[] {100}, 1);
        scaler.undo();
        assertThat(state(scaler).count()).isEqualTo(3);
        assertThat(state(scaler).mean()).containsExactly(before.mean());
        assertThat(state(scaler).m2()).containsExactly(before.m2());
        scaler.learn(new float[] {5}, 1);
        assertThat(state(scaler).mean()[0]).isCloseTo(3, within(1e-12));
    }

    private static ScalerState.Standard state(Scaler scaler) {
        return (ScalerState.Standard) scaler.state();
    }

    @Test
    void statisticsOfOtherWidthAreRefused() {
        ScalerState wide = new ScalerState.Standard(1, new double[3], new double[3]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scaler.of(Scaling.STANDARD, 2).load(wide))
                .withMessage(
                        "the statistics are of standard scaling of 3 columns, but standard"
                                + " scaling of 2 columns is needed here");
    }
}
