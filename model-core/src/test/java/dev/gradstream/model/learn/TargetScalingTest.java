package dev.gradstream.model.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.Scaling;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.learn.StepResult.Status;
import dev.gradstream.model.learn.scaler.FeatureLayout;
import dev.gradstream.model.loss.BCEWithLogitsLoss;
import dev.gradstream.model.loss.Loss;
import dev.gradstream.model.loss.MSELoss;
import dev.gradstream.model.loss.PoissonNLLLoss;
import dev.gradstream.model.nn.Linear;
import dev.gradstream.model.nn.Sequential;
import dev.gradstream.model.optim.Adam;
import dev.gradstream.model.optim.Optimization;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers to predict that are scaled: learnt as scaled ones, predicted in their own unit. */
class TargetScalingTest {
    private static final int FEATURES = 10;
    private static final int TARGETS = 2;

    static Stream<Scaling> scalings() {
        return Stream.of(Scaling.STANDARD, Scaling.standard(0.999), Scaling.MIN_MAX);
    }

    /**
     * Two targets like the progression of diabetes after a year, 152 ± 77 from ten features of
     * which linear regression explains half, the second a thousand times as large.
     */
    private static MiniBatch patients(long seed, int rows) {
        Random random = new Random(seed);
        MiniBatch batch = new MiniBatch(Split.TRAINING, rows, FEATURES, TARGETS);
        for (int row = 0; row < rows; row++) {
            double signal = 0;
            for (int j = 0; j < FEATURES; j++) {
                double x = 0.0476 * random.nextGaussian();
                batch.features()[row * FEATURES + j] = (float) x;
                signal += x * 370 * (j % 3 - 1);
            }
            double y = 152 + signal * 1.18 + 54 * random.nextGaussian();
            batch.targets()[row * TARGETS] = (float) y;
            batch.targets()[row * TARGETS + 1] = (float) (1000 * y);
        }
        Arrays.fill(batch.weights(), 1);
        batch.setSize(rows);
        return batch;
    }

    private static LearnerConfig config(Scaling targetScaling, Loss loss) {
        return new LearnerConfig(
                FEATURES,
                TARGETS,
                new Sequential(List.of(new Linear(TARGETS))),
                loss,
                Optimization.of(new Adam(0.03)),
                List.of(),
                Scaling.STANDARD,
                FeatureLayout.MEASUREMENTS,
                targetScaling,
                7);
    }

    @ParameterizedTest
    @MethodSource("scalings")
    void learnsInAFewStepsAndPredictsInTheOriginalUnit(Scaling scaling) {
        try (Learner learner = learnt(scaling)) {
            assertThat(explained(learner, 0)).isGreaterThan(0.35);
            assertThat(explained(learner, 1)).isGreaterThan(0.35);
        }
        try (Learner unscaled = learnt(Scaling.NONE)) {
            // Its outputs are near 0 still: the scaling is what made it quick.
            assertThat(explained(unscaled, 0)).isLessThan(0);
        }
    }

    private static Learner learnt(Scaling scaling) {
        Learner learner = Learner.create(config(scaling, new MSELoss()));
        for (int i = 0; i < 200; i++) {
            learner.step(patients(i, 32));
        }
        return learner;
    }

    /** R² of one target over patients that were not learnt from. */
    private static double explained(Learner learner, int target) {
        MiniBatch test = patients(-1, 2000);
        float[] predicted = learner.predict(test.features(), test.size());
        double mean = 0;
        for (int row = 0; row < test.size(); row++) {
            mean += test.targets()[row * TARGETS + target] / test.size();
        }
        double error = 0;
        double total = 0;
        for (int row = 0; row < test.size(); row++) {
            double actual = test.targets()[row * TARGETS + target];
            error += Math.pow(actual - predicted[row * TARGETS + target], 2);
            total += Math.pow(actual - mean, 2);
        }
        return 1 - error / total;
    }

    /** Of the unit in which the deviation of what was seen is 1, as the step's. */
    @Test
    void theLossIsThatOfScaledTargets() {
        try (Learner learner = learnt(Scaling.STANDARD)) {
            double rSquared = explained(learner, 0);
            double loss = learner.evaluate(patients(-1, 2000)).loss();
            assertThat(loss).isCloseTo(1 - rSquared, within(0.1));
        }
    }

    @ParameterizedTest
    @MethodSource("scalings")
    void aRefusedStepUndoesTheStatistics(Scaling scaling) {
        try (Learner learner = Learner.create(config(scaling, new MSELoss()))) {
            MiniBatch poisoned = patients(3, 8);
            learner.step(patients(1, 32));
            LearnerState before = learner.state();
            // Scaled by what it is itself part of, no target is far; a weight takes it beyond.
            Arrays.fill(poisoned.weights(), Float.MAX_VALUE);
            poisoned.targets()[1] = 1e9f;
            assertThat(learner.step(poisoned).status()).isEqualTo(Status.DIVERGED);
            assertThat(learner.state()).usingRecursiveComparison().isEqualTo(before);
            assertThat(learner.step(patients(2, 32)).status()).isEqualTo(Status.LEARNT);
        }
    }

    @ParameterizedTest
    @MethodSource("scalings")
    void aRestoredLearnerGoesOnBitForBit(Scaling scaling) {
        LearnerConfig config = config(scaling, new MSELoss());
        try (Learner undisturbed = Learner.create(config);
                Learner first = Learner.create(config)) {
            for (int i = 0; i < 5; i++) {
                undisturbed.step(patients(i, 20 + i));
                first.step(patients(i, 20 + i));
            }
            try (Learner restored = Learner.restore(config, first.state())) {
                for (int i = 5; i < 10; i++) {
                    assertThat(restored.step(patients(i, 20)))
                            .isEqualTo(undisturbed.step(patients(i, 20)));
                }
                assertThat(restored.state())
                        .usingRecursiveComparison()
                        .isEqualTo(undisturbed.state());
            }
        }
    }

    @Test
    void aConstantTargetIsPredictedAsItIs() {
        try (Learner learner = Learner.create(config(Scaling.STANDARD, new MSELoss()))) {
            MiniBatch batch = patients(1, 32);
            Arrays.fill(batch.targets(), 5000);
            for (int i = 0; i < 300; i++) {
                learner.step(batch);
            }
            for (float predicted : learner.predict(batch.features(), 32)) {
                assertThat(predicted).isCloseTo(5000, within(0.1f));
            }
        }
    }

    @Test
    void onlyNumbersAreScaled() {
        for (Loss loss : List.of(new BCEWithLogitsLoss(), new PoissonNLLLoss(true, false, 1e-8))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> config(Scaling.STANDARD, loss))
                    .withMessageContaining("not under " + loss.name());
        }
    }
}
