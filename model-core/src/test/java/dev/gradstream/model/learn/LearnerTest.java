package dev.gradstream.model.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.Scaling;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.learn.StepResult.Status;
import dev.gradstream.model.loss.CrossEntropyLoss;
import dev.gradstream.model.loss.MSELoss;
import dev.gradstream.model.nn.Linear;
import dev.gradstream.model.nn.Sequential;
import dev.gradstream.model.optim.Adam;
import dev.gradstream.model.optim.AdamW;
import dev.gradstream.model.optim.Optimizer;
import dev.gradstream.model.optim.RMSprop;
import dev.gradstream.model.optim.SGD;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearnerTest {

    @Test
    void learnsWhatCanBeLearnt() {
        try (Learner learner = Learner.create(Examples.stateful())) {
            for (int i = 0; i < 300; i++) {
                learner.step(Examples.batch(i, 32));
            }
            Evaluation evaluation = learner.evaluate(Examples.batch(-1, 500));
            assertThat(evaluation.loss()).isLessThan(0.2);
            assertThat(learner.steps()).isEqualTo(300);
            assertThat(learner.examples()).isEqualTo(9600);
        }
    }

    @Test
    void oneBatchCanBeLearntByHeart() {
        MiniBatch batch = Examples.batch(3, 16);
        try (Learner learner =
                Learner.create(Examples.config(new Adam(0.05), new Linear(32), new Linear(1)))) {
            for (int i = 0; i < 500; i++) {
                learner.step(batch);
            }
            assertThat(learner.evaluate(batch).loss()).isLessThan(1e-3);
        }
    }

    @Test
    void aRestoredLearnerGoesOnBitForBit() {
        try (Learner undisturbed = Learner.create(Examples.stateful());
                Learner first = Learner.create(Examples.stateful())) {
            for (int i = 0; i < 7; i++) {
                undisturbed.step(Examples.batch(i, 20 + i % 3));
                first.step(Examples.batch(i, 20 + i % 3));
            }
            try (Learner restored = Learner.restore(Examples.stateful(), first.state())) {
                for (int i = 7; i < 30; i++) {
                    StepResult expected = undisturbed.step(Examples.batch(i, 20 + i % 3));
                    assertThat(restored.step(Examples.batch(i, 20 + i % 3))).isEqualTo(expected);
                }
                assertSameBits(restored.state(), undisturbed.state());
            }
        }
    }

    @Test
    void aStepIsScoredAsAnEvaluationBeforeIt() {
        for (LearnerConfig config : List.of(Examples.plain(), Examples.stateful())) {
            try (Learner learner = Learner.create(config)) {
                learner.step(Examples.batch(1, 50));
                LearnerState before = learner.state();
                MiniBatch batch = Examples.batch(2, 50);
                StepResult result = learner.step(batch);
                try (Learner same = Learner.restore(config, before)) {
                    same.load(learner.state().scalers());
                    Evaluation evaluation = same.evaluate(batch);
                    assertThat(result.loss()).isCloseTo(evaluation.loss(), within(1e-6));
                    assertThat(result.share()).isEqualTo(evaluation.share()).isEqualTo(50);
                    assertThat(result.examples()).isEqualTo(50);
                }
            }
        }
    }

    @Test
    void aDivergedStepChangesNothing() {
        LearnerConfig config =
                new LearnerConfig(
                        1,
                        1,
                        new Sequential(List.of(new Linear(2), new Linear(1))),
                        new MSELoss(),
                        new Adam(0.1),
                        Scaling.STANDARD,
                        1);
        MiniBatch good = single(2, 1);
        try (Learner learner = Learner.create(config)) {
            learner.step(good);
            LearnerState before = learner.state();
            StepResult result = learner.step(single(3, 3e38f));
            assertThat(result.status()).isEqualTo(Status.DIVERGED);
            assertThat(result.loss()).isInfinite();
            assertSameBits(learner.state(), before);
            assertThat(learner.step(good).status()).isEqualTo(Status.LEARNT);
        }
    }

    @Test
    void aGradientThatOverflowsIsNoStepEither() {
        try (Learner learner = oneWeight(new SGD(0.1), 0)) {
            LearnerState before = learner.state();
            // The loss is 1e30, its gradient by the weight 2e15 · 1e30.
            StepResult result = learner.step(single((float) 1e30, (float) 1e15));
            assertThat(result.loss()).isFinite();
            assertThat(result.status()).isEqualTo(Status.DIVERGED);
            assertSameBits(learner.state(), before);
        }
    }

    @Test
    void aGradientWhoseSquaresOverflowIsNoStep() {
        try (Learner learner = oneWeight(new Adam(0.1), 0)) {
            LearnerState before = learner.state();
            // The gradient by the weight is finite, its square, which Adam keeps, is not.
            StepResult result = learner.step(single(9.96921e36f, 1));
            assertThat(result.loss()).isFinite();
            assertThat(result.status()).isEqualTo(Status.DIVERGED);
            assertSameBits(learner.state(), before);
            assertThat(learner.step(single(1, 1)).status()).isEqualTo(Status.LEARNT);
        }
    }

    @Test
    void anUpdateThatOverflowsIsTakenBack() {
        for (Optimizer optimizer : List.of(new SGD(1e38), new SGD(1e38, 0.9, 0, 0, false))) {
            try (Learner learner = oneWeight(optimizer, 0)) {
                LearnerState before = learner.state();
                assertThat(learner.step(single(5, 1)).status()).isEqualTo(Status.DIVERGED);
                assertSameBits(learner.state(), before);
                assertThat(learner.step(single(0.1f, 0.1f)).status()).isEqualTo(Status.LEARNT);
            }
        }
    }

    @Test
    void anOptimizerThatAmplifiesIsStoppedBeforeFloatsEnd() {
        for (Optimizer optimizer :
                List.of(
                        new SGD(0.1, 0, 0, 1e30, false),
                        new SGD(0.1, 1e20, 0, 0, false),
                        new AdamW(0.1, 0.9, 0.999, 1e-8, 1e30),
                        new RMSprop(0.1, 0.99, 1e-8, 0, 1e30, false))) {
            try (Learner learner = oneWeight(optimizer, 1)) {
                StepResult last = learner.step(single(1e-3f, 1));
                for (int i = 0; i < 5 && last.status() == Status.LEARNT; i++) {
                    last = learner.step(single(1e-3f, 1));
                }
                assertThat(last.status()).as(optimizer.toString()).isEqualTo(Status.DIVERGED);
                assertThat(learner.state().parameters()[0]).isFinite();
            }
        }
    }

    @Test
    void parametersThatAreNoNumbersAreRefusedByName() {
        try (Learner learner = oneWeight(new SGD(0.1), 1)) {
            LearnerState before = learner.state();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> learner.load(line(1, Float.NaN)))
                    .withMessageEndingWith("0.bias holds NaN, which is no value to learn from");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> learner.load(line(Float.NEGATIVE_INFINITY, 0)))
                    .withMessageContaining("0.weight holds -Infinity");
            assertSameBits(learner.state(), before);
        }
    }

    @Test
    void aStateThatHoldsNoNumbersIsRefused() {
        LearnerConfig config = config(new Adam(0.1));
        try (Learner learner = Learner.create(config)) {
            LearnerState state = learner.state();
            state.optimizerState()[3] = Float.POSITIVE_INFINITY;
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Learner.restore(config, state))
                    .withMessage("the state to restore holds NaN or infinite numbers");
        }
    }

    @Test
    void predictionsDependOnNothingButTheRow() {
        MiniBatch rows = Examples.batch(9, 333);
        try (Learner learner = Learner.create(Examples.plain())) {
            learner.step(Examples.batch(1, 64));
            float[] together = learner.predict(rows.features(), 333);
            for (int row = 0; row < 333; row++) {
                float[] features = new float[Examples.FEATURES];
                System.arraycopy(
                        rows.features(), row * features.length, features, 0, features.length);
                assertThat(learner.predict(features, 1)).containsExactly(together[row]);
            }
            assertThat(learner.predict(new float[0], 0)).isEmpty();
        }
    }

    @Test
    void anEvaluationOfNothingIsNotANumber() {
        MiniBatch empty = new MiniBatch(Split.VALIDATION, 4, Examples.FEATURES, 1);
        try (Learner learner = Learner.create(Examples.plain())) {
            Evaluation evaluation = learner.evaluate(empty);
            assertThat(evaluation.loss()).isNaN();
            assertThat(evaluation.examples()).isZero();
        }
    }

    @Test
    void aWeightOfTwoCountsTwice() {
        MiniBatch weighted = Examples.batch(4, 8);
        try (Learner learner = Learner.create(Examples.plain())) {
            double plain = learner.evaluate(weighted).loss();
            Arrays.fill(weighted.weights(), 2);
            assertThat(learner.evaluate(weighted).loss()).isCloseTo(2 * plain, within(1e-6));
        }
    }

    @Test
    void whatIsNoNumberIsRefusedAndChangesNothing() {
        try (Learner learner = Learner.create(Examples.plain())) {
            LearnerState before = learner.state();
            MiniBatch bad = Examples.batch(1, 5);
            bad.features()[2 * Examples.FEATURES + 3] = Float.NaN;
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> learner.step(bad))
                    .withMessage("row 2: features 3 is NaN, which is no number to learn from");
            MiniBatch infinite = Examples.batch(1, 5);
            infinite.targets()[4] = Float.POSITIVE_INFINITY;
            assertThatIllegalArgumentException().isThrownBy(() -> learner.evaluate(infinite));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> learner.step(new MiniBatch(Split.TRAINING, 2, 7, 1)))
                    .withMessageContaining("empty");
            assertSameBits(learner.state(), before);
        }
    }

    @Test
    void aBatchOfOtherWidthsIsRefused() {
        MiniBatch wide = new MiniBatch(Split.TRAINING, 2, 7, 1);
        wide.setSize(2);
        try (Learner learner = Learner.create(Examples.plain())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> learner.step(wide))
                    .withMessage(
                            "the network takes 6 features and 1 targets, got a batch of 7 and 1");
        }
    }

    @Test
    void aTargetThatIsNoClassIsRefused() {
        LearnerConfig config =
                new LearnerConfig(
                        1,
                        1,
                        new Sequential(List.of(new Linear(3))),
                        new CrossEntropyLoss(),
                        new SGD(0.1),
                        Scaling.NONE,
                        1);
        try (Learner learner = Learner.create(config)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> learner.step(single(1, 3)))
                    .withMessage("row 0: the target must be a class number from 0 to 2, got 3.0");
        }
    }

    @Test
    void parametersThatDoNotFitAreAllNamed() {
        StateDict wrong =
                new StateDict(
                        List.of(
                                new StateDict.Parameter("0.weight", List.of(8, 5), new float[40]),
                                new StateDict.Parameter("7.bias", List.of(1), new float[1])));
        try (Learner learner = Learner.create(Examples.plain())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> learner.load(wrong))
                    .withMessageContaining("0.weight should be [8, 6], got [8, 5] of 40 values")
                    .withMessageContaining("0.bias [8] is missing")
                    .withMessageContaining("7.bias is unexpected");
        }
    }

    @Test
    void aStateOfAnotherNetworkIsRefused() {
        try (Learner learner = Learner.create(Examples.plain())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Learner.restore(Examples.stateful(), learner.state()))
                    .withMessage(
                            "the network has 81 parameters and 162 numbers of optimizer state,"
                                    + " got 65 and 0");
        }
    }

    @Test
    void aClosedLearnerSaysSo() {
        Learner learner = Learner.create(Examples.plain());
        learner.close();
        learner.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> learner.step(Examples.batch(1, 2)))
                .withMessage("the learner is closed");
    }

    @Test
    void aTargetThatIsNoProbabilityIsRefused() {
        MiniBatch batch = Examples.batch(1, 3);
        batch.targets()[1] = 2;
        try (Learner learner = Learner.create(Examples.plain())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> learner.step(batch))
                    .withMessage("row 1: the target must be from 0 to 1, got 2.0");
        }
    }

    /** A line without scaling, learnt by mean squared error. */
    private static LearnerConfig config(Optimizer optimizer) {
        return new LearnerConfig(
                1,
                1,
                new Sequential(List.of(new Linear(1))),
                new MSELoss(),
                optimizer,
                Scaling.NONE,
                1);
    }

    /** A line through the origin. */
    private static Learner oneWeight(Optimizer optimizer, float weight) {
        Learner learner = Learner.create(config(optimizer));
        learner.load(line(weight, 0));
        return learner;
    }

    private static StateDict line(float weight, float bias) {
        return new StateDict(
                List.of(
                        new StateDict.Parameter("0.weight", List.of(1, 1), new float[] {weight}),
                        new StateDict.Parameter("0.bias", List.of(1), new float[] {bias})));
    }

    private static MiniBatch single(float x, float y) {
        MiniBatch batch = new MiniBatch(Split.TRAINING, 1, 1, 1);
        batch.features()[0] = x;
        batch.targets()[0] = y;
        batch.weights()[0] = 1;
        batch.setSize(1);
        return batch;
    }

    private static void assertSameBits(LearnerState actual, LearnerState expected) {
        assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
    }
}
