package dev.gradstream.model.learn.scaler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.Scaling;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.learn.Learner;
import dev.gradstream.model.learn.LearnerConfig;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

    static Stream<Scaling> scalings() {
        return Stream.of(Scaling.NONE, Scaling.STANDARD, Scaling.standard(0.99), Scaling.MIN_MAX);
    }

    @Test
    void statisticsAreOfWhatIsThereInAnyPartitionIntoBatches() {
        double mean = present(0).average().orElseThrow();
        double variance = present(0).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
        Random random = new Random(2);
        for (int trial = 0; trial < 20; trial++) {
            Scaler scaler = learnt(Scaling.STANDARD, trial == 0 ? 1 : 90, random);
            float[] scaled = new float[ROWS * COLUMNS];
            scaler.scale(rows, 0, ROWS, scaled);
            for (int row = 0; row < ROWS; row++) {
                float value = rows[row * COLUMNS];
                double expected = Float.isNaN(value) ? 0 : (value - mean) / Math.sqrt(variance);
                assertThat((double) scaled[row * COLUMNS]).isCloseTo(expected, within(1e-6));
            }
        }
    }

    /** By the definition, row by row from the end: a row that lacks the column fades it too. */
    @Test
    void fadingCountsEachRowThatCameSince() {
        double factor = 0.99;
        double weights = 0;
        double sum = 0;
        double squares = 0;
        for (int row = 0; row < ROWS; row++) {
            float value = rows[row * COLUMNS];
            if (!Float.isNaN(value)) {
                double weight = Math.pow(factor, ROWS - 1 - row);
                weights += weight;
                sum += weight * value;
                squares += weight * value * value;
            }
        }
        double mean = sum / weights;
        double deviation = Math.sqrt(squares / weights - mean * mean);
        for (int largest : new int[] {1, 7, 300}) {
            Scaler scaler = learnt(Scaling.standard(factor), largest, new Random(6));
            float[] scaled = new float[ROWS * COLUMNS];
            scaler.scale(rows, 0, ROWS, scaled);
            for (int row = 0; row < ROWS; row++) {
                float value = rows[row * COLUMNS];
                double expected = Float.isNaN(value) ? 0 : (value - mean) / deviation;
                assertThat((double) scaled[row * COLUMNS]).isCloseTo(expected, within(1e-5));
            }
        }
    }

    /** What a column counts does not drown in what the rows count that lack it. */
    @Test
    void aColumnThatIsLongGoneKeepsItsDeviation() {
        Scaler scaler = Scaler.of(Scaling.standard(0.9), 1, new FeatureLayout(new BitSet(), true));
        scaler.learn(new float[] {1, 3}, 2);
        float[] before = new float[2];
        scaler.scale(new float[] {1, 3}, 0, 2, before);
        for (int row = 0; row < 2000; row++) {
            scaler.learn(new float[] {Float.NaN}, 1);
        }
        float[] after = new float[2];
        scaler.scale(new float[] {1, 3}, 0, 2, after);
        assertThat(after[0]).isCloseTo(before[0], within(1e-5f));
        assertThat(after[1]).isCloseTo(before[1], within(1e-5f));
    }

    @Test
    void minAndMaxAreOfWhatIsThereAndTheGapsGetTheScaledMean() {
        double min = present(0).min().orElseThrow();
        double max = present(0).max().orElseThrow();
        double mean = present(0).average().orElseThrow();
        for (int largest : new int[] {1, 90}) {
            float[] scaled = new float[ROWS * COLUMNS];
            learnt(Scaling.MIN_MAX, largest, new Random(8)).scale(rows, 0, ROWS, scaled);
            for (int row = 0; row < ROWS; row++) {
                float value = rows[row * COLUMNS];
                double there = Float.isNaN(value) ? mean : value;
                assertThat((double) scaled[row * COLUMNS])
                        .isCloseTo((there - min) / (max - min), within(1e-6));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("scalings")
    void aLiteralColumnKeepsItsValuesAndIsFilledWithItsMean(Scaling scaling) {
        float[] scaled = new float[ROWS * COLUMNS];
        learnt(scaling, 40, new Random(3)).scale(rows, 0, ROWS, scaled);
        if (scaling.fadingFactor() < 1) {
            for (int row = 0; row < ROWS; row++) {
                float value = rows[row * COLUMNS + 1];
                assertThat(scaled[row * COLUMNS + 1])
                        .satisfies(x -> assertThat(Float.isNaN(value) || x == value).isTrue());
            }
            return;
        }
        float mean = (float) present(1).average().orElseThrow();
        for (int row = 0; row < ROWS; row++) {
            float value = rows[row * COLUMNS + 1];
            assertThat(scaled[row * COLUMNS + 1])
                    .isCloseTo(Float.isNaN(value) ? mean : value, within(1e-6f));
        }
    }

    @ParameterizedTest
    @MethodSource("scalings")
    void whatWasNeverThereIsZero(Scaling scaling) {
        float[] scaled = new float[COLUMNS];
        float[] nothing = {Float.NaN, Float.NaN, Float.NaN};
        Scaler.of(scaling, COLUMNS, LAYOUT).scale(nothing, 0, 1, scaled);
        assertThat(scaled).containsExactly(0, 0, 0);
        Scaler scaler = learnt(scaling, 40, new Random(3));
        scaler.scale(nothing, 0, 1, scaled);
        assertThat(scaled[2]).isZero();
        scaler.scale(new float[] {1, 1, 5}, 0, 1, scaled);
        assertThat(scaled[2]).isEqualTo(5);
    }

    @ParameterizedTest
    @MethodSource("scalings")
    void goesOnFromItsStateAndUndoesABatch(Scaling scaling) {
        Scaler whole = learnt(scaling, 100, new Random(5));
        ScalerState before = whole.state();
        Scaler restored = Scaler.of(scaling, COLUMNS, LAYOUT);
        restored.load(before);
        whole.learn(rows, 17);
        whole.undo();
        assertThat(whole.state()).usingRecursiveComparison().isEqualTo(before);
        whole.learn(rows, 17);
        restored.learn(rows, 17);
        assertThat(whole.state()).usingRecursiveComparison().isEqualTo(restored.state());
        double[] seen =
                before instanceof ScalerState.MinMax range ? range.seen() : standard(before).seen();
        assertThat(seen[2]).isZero();
    }

    @ParameterizedTest
    @MethodSource("scalings")
    void aLayoutOfMeasurementsChangesNothing(Scaling scaling) {
        Scaler plain = Scaler.of(scaling, 1);
        Scaler filling = Scaler.of(scaling, 1, new FeatureLayout(new BitSet(), true));
        double[] values = present(0).toArray();
        float[] there = new float[values.length];
        for (int i = 0; i < there.length; i++) {
            there[i] = (float) values[i];
        }
        for (int row = 0; row + 20 < there.length; row += 20) {
            plain.learn(Arrays.copyOfRange(there, row, row + 20), 20);
            filling.learn(Arrays.copyOfRange(there, row, row + 20), 20);
        }
        float[] expected = new float[there.length];
        float[] scaled = new float[there.length];
        plain.scale(there, 0, there.length, expected);
        filling.scale(there, 0, there.length, scaled);
        assertThat(scaled).containsExactly(expected);
    }

    /** Statistics without means cannot say what stands for a missing value. */
    @Test
    void minMaxNeedsTheMeansOfWhatMayBeMissing() {
        ScalerState bare = new ScalerState.MinMax(1, new double[] {1}, new double[] {2});
        Scaler filling = Scaler.of(Scaling.MIN_MAX, 1, new FeatureLayout(new BitSet(), true));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> filling.load(bare))
                .withMessage(
                        "the statistics are of min_max scaling of 1 columns, but min_max scaling of"
                                + " 1 columns with their means is needed here");
    }

    @Test
    void noColumnWasSeenInMoreRowsThanThereWere() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new ScalerState.Standard(
                                        2, new double[] {1}, new double[] {1}, new double[] {3}));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new ScalerState.MinMax(
                                        2,
                                        new double[] {1},
                                        new double[] {1},
                                        new double[] {2},
                                        new double[] {Double.NaN}));
    }

    @Test
    void withoutScalingOnlyWhatIsMissingIsFilled() {
        try (Learner learner = Learner.create(config(new FeatureLayout(new BitSet(), true)))) {
            learner.step(batch(1, 2, 3, Float.NaN));
            float[] predicted = learner.predict(new float[] {Float.NaN, 1, 2, 1}, 2);
            assertThat(predicted[0]).isEqualTo(predicted[1]);
            assertThat(standard(learner.scalerStates().features()).mean()).containsExactly(2, 2);
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

    /** Whatever the scaling makes of it, infinity is refused and leaves no trace. */
    @ParameterizedTest
    @MethodSource("scalings")
    void aRefusedBatchLeavesTheStatisticsAsTheyWere(Scaling scaling) {
        FeatureLayout firstIsLiteral = new FeatureLayout(BitSet.valueOf(new long[] {1}), true);
        for (FeatureLayout layout : List.of(firstIsLiteral, FeatureLayout.MEASUREMENTS)) {
            try (Learner learner = Learner.create(config(layout, scaling))) {
                learner.step(batch(1, 2, 3, 5));
                ScalerStates before = learner.scalerStates();
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> learner.step(batch(Float.POSITIVE_INFINITY, 2, 3, 4)))
                        .withMessageContaining("row 0: features 0 is Infinity");
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> learner.step(batch(1, 2, 3, Float.NEGATIVE_INFINITY)))
                        .withMessageContaining("row 1: features 1 is -Infinity");
                assertThat(learner.scalerStates()).usingRecursiveComparison().isEqualTo(before);
            }
        }
    }

    private static LearnerConfig config(FeatureLayout layout) {
        return config(layout, Scaling.NONE);
    }

    private static LearnerConfig config(FeatureLayout layout, Scaling scaling) {
        return new LearnerConfig(
                2,
                1,
                new Sequential(List.of(new Linear(1, true))),
                new MSELoss(),
                Optimization.of(new SGD(0.01)),
                List.of(),
                scaling,
                layout,
                Scaling.NONE,
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

    private static ScalerState.Standard standard(ScalerState state) {
        return (ScalerState.Standard) state;
    }

    private Scaler learnt(Scaling scaling, int largestBatch, Random random) {
        Scaler scaler = Scaler.of(scaling, COLUMNS, LAYOUT);
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
