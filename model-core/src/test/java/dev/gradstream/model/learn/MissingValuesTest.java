package dev.gradstream.model.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.Scaling;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.learn.LearnerState.ScalerState;
import dev.gradstream.model.loss.MSELoss;
import dev.gradstream.model.nn.Linear;
import dev.gradstream.model.nn.Sequential;
import dev.gradstream.model.optim.Optimization;
import dev.gradstream.model.optim.SGD;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** NaN in a feature vector stands for a missing value, and the scaler puts the mean there. */
class MissingValuesTest {
    private static final int ROWS = 1000;

    /** An ordinary column, one that is 0 or 1, and one that is always missing. */
    private static final int COLUMNS = 3;

    private static final FeatureLayout LAYOUT =
            new FeatureLayout(BitSet.valueOf(new long[] {2}), true);

    private final float[] rows = rows();

    private static float[] rows() {
        Random random = new Random(4);
        float[] rows = new float[ROWS * COLUMNS];
        for (int row = 0; row < ROWS; row++) {
            boolean gone = random.nextInt(5) == 0;
            rows[row * COLUMNS] = gone ? Float.NaN : (float) (50 + 7 * random.nextGaussian());
            rows[row * COLUMNS + 1] = random.nextInt(10) == 0 ? Float.NaN : random.nextInt(2);
            rows[row * COLUMNS + 2] = Float.NaN;
        }
        return rows;
    }

    @Test
    void statisticsAreOfWhatIsThereInAnyPartitionIntoBatches() {
        double mean = present(0).average().orElseThrow();
        double variance = present(0).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
        Random random = new Random(2);
        for (int trial = 0; trial < 20; trial++) {
            StandardScaler scaler = learnt(trial == 0 ? 1 : 90, random);
            float[] scaled = new float[ROWS * COLUMNS];
            scaler.scale(rows, 0, ROWS, scaled);
            for (int row = 0; row < ROWS; row++) {
                float value = rows[row * COLUMNS];
                double expected = Float.isNaN(value) ? 0 : (value - mean) / Math.sqrt(variance);
                assertThat((double) scaled[row * COLUMNS]).isCloseTo(expected, within(1e-6));
            }
        }
    }

    @Test
    void aLiteralColumnKeepsItsValuesAndIsFilledWithItsMean() {
        float[] scaled = new float[ROWS * COLUMNS];
        learnt(40, new Random(3)).scale(rows, 0, ROWS, scaled);
        float mean = (float) present(1).average().orElseThrow();
        for (int row = 0; row < ROWS; row++) {
            float value = rows[row * COLUMNS + 1];
            assertThat(scaled[row * COLUMNS + 1])
                    .isCloseTo(Float.isNaN(value) ? mean : value, within(1e-6f));
        }
    }

    @Test
    void whatWasNeverThereIsZero() {
        float[] scaled = new float[COLUMNS];
        float[] nothing = {Float.NaN, Float.NaN, Float.NaN};
        new StandardScaler(COLUMNS, LAYOUT).scale(nothing, 0, 1, scaled);
        assertThat(scaled).containsExactly(0, 0, 0);
        learnt(40, new Random(3)).scale(nothing, 0, 1, scaled);
        assertThat(scaled[2]).isZero();
    }

    @Test
    void goesOnFromItsStateAndUndoesABatch() {
        StandardScaler whole = learnt(100, new Random(5));
        ScalerState before = whole.state();
        StandardScaler restored = new StandardScaler(COLUMNS, LAYOUT);
        restored.load(before);
        whole.learn(rows, 17);
        whole.undo();
        assertThat(whole.state()).usingRecursiveComparison().isEqualTo(before);
        whole.learn(rows, 17);
        restored.learn(rows, 17);
        assertThat(whole.state()).usingRecursiveComparison().isEqualTo(restored.state());
        assertThat(before.absent()[2]).isEqualTo(ROWS);
    }

    @Test
    void withoutScalingOnlyWhatIsMissingIsFilled() {
        try (Learner learner = Learner.create(config(new FeatureLayout(new BitSet(), true)))) {
            learner.step(batch(1, 2, 3, Float.NaN));
            float[] predicted = learner.predict(new float[] {Float.NaN, 1, 2, 1}, 2);
            assertThat(predicted[0]).isEqualTo(predicted[1]);
            assertThat(learner.scalerState().mean()).containsExactly(2, 2);
        }
    }

    @Test
    void aLearnerRefusesNaNWhereNothingMayBeMissingAndInfinityAlways() {
        try (Learner strict = Learner.create(config(FeatureLayout.MEASUREMENTS));
                Learner filling = Learner.create(config(new FeatureLayout(new BitSet(), true)))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> strict.step(batch(1, 2, 3, Float.NaN)))
                    .withMessage("row 1: features 1 is NaN, which is no number to learn from");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> filling.step(batch(Float.NEGATIVE_INFINITY, 2, 3, 4)))
                    .withMessage(
                            "row 0: features 0 is -Infinity, which is no number to learn from");
        }
    }

    private static LearnerConfig config(FeatureLayout layout) {
        return new LearnerConfig(
                2,
                1,
                new Sequential(List.of(new Linear(1, true))),
                new MSELoss(),
                Optimization.of(new SGD(0.01)),
                List.of(),
                Scaling.NONE,
                layout,
                7);
    }

    /** Two rows of two features. */
    private static MiniBatch batch(float... features) {
        MiniBatch batch = new MiniBatch(Split.TRAINING, 2, 2, 1);
        for (int row = 0; row < 2; row++) {
            Example example = new Example(2, 1);
            System.arraycopy(features, 2 * row, example.features(), 0, 2);
            batch.add(example);
        }
        return batch;
    }

    private StandardScaler learnt(int largestBatch, Random random) {
        StandardScaler scaler = new StandardScaler(COLUMNS, LAYOUT);
        for (int row = 0; row < ROWS; ) {
            int count = Math.min(ROWS - row, 1 + random.nextInt(largestBatch));
            scaler.learn(Arrays.copyOfRange(rows, row * COLUMNS, (row + count) * COLUMNS), count);
            row += count;
        }
        return scaler;
    }

    private DoubleStream present(int column) {
        return IntStream.range(0, ROWS)
                .mapToDouble(row -> rows[row * COLUMNS + column])
                .filter(x -> !Double.isNaN(x));
    }
}
