package dev.gradstream.model.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.learn.StateDict.Parameter;
import dev.gradstream.model.nn.Linear;
import dev.gradstream.model.optim.Adagrad;
import dev.gradstream.model.optim.FTRL;
import dev.gradstream.model.optim.GradientClipping;
import dev.gradstream.model.optim.LearningRateSchedule;
import dev.gradstream.model.optim.NAdam;
import dev.gradstream.model.optim.Optimization;
import dev.gradstream.model.optim.Optimizer;
import dev.gradstream.model.optim.RMSprop;
import dev.gradstream.model.optim.SGD;
import dev.gradstream.model.optim.schedule.Annealing;
import dev.gradstream.model.optim.schedule.LinearLR;
import dev.gradstream.model.optim.schedule.MomentumCycle;
import dev.gradstream.model.optim.schedule.OneCycleLR;
import dev.gradstream.model.optim.schedule.StepLR;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What golden files do not show: edges, and what PyTorch does not do. */
class OptimizationTest {

    @Test
    void theLearningRateIsThatOfTheNextStepAlsoAfterARestore() {
        LearnerConfig config = scheduled(new SGD(0.1), new StepLR(2, 0.5));
        try (Learner learner = Learner.create(config)) {
            assertThat(learner.learningRate()).isEqualTo(0.1);
            learner.step(Examples.batch(1, 8));
            assertThat(learner.learningRate()).isEqualTo(0.1);
            learner.step(Examples.batch(2, 8));
            assertThat(learner.learningRate()).isEqualTo(0.05);
            try (Learner restored = Learner.restore(config, learner.state())) {
                assertThat(restored.learningRate()).isEqualTo(0.05);
            }
        }
    }

    @Test
    void aRateOfZeroChangesNothing() {
        LearningRateSchedule toZero = new LinearLR(1, 0, 3);
        for (Optimizer optimizer : List.of(new SGD(0.1), new NAdam(0.1), new FTRL(0.1, 1, 0, 0))) {
            try (Learner learner = Learner.create(scheduled(optimizer, toZero))) {
                for (int i = 0; i < 3; i++) {
                    learner.step(Examples.batch(i, 8));
                }
                float[] before = weight(learner);
                learner.step(Examples.batch(9, 8));
                assertThat(learner.learningRate()).isZero();
                assertThat(weight(learner))
                        .usingComparatorWithPrecision(1e-6f)
                        .containsExactly(before);
            }
        }
    }

    @Test
    void ftrlGoesOnFromParametersThatAreLoaded() {
        LearnerConfig config = Examples.config(new FTRL(1e-6), new Linear(1));
        try (Learner learner = Learner.create(config)) {
            learner.load(
                    new StateDict(
                            List.of(
                                    new Parameter(
                                            "0.weight",
                                            List.of(1, 6),
                                            new float[] {1, -2, 3, -4, 5, -6}),
                                    new Parameter("0.bias", List.of(1), new float[] {7}))));
            learner.step(Examples.batch(1, 8));
            assertThat(weight(learner))
                    .usingComparatorWithPrecision(1e-4f)
                    .containsExactly(1, -2, 3, -4, 5, -6);
        }
    }

    @Test
    void aGradientThatIsAlwaysTheSameDoesNotBreakCenteredRmsprop() {
        MiniBatch batch = Examples.batch(1, 8);
        Arrays.fill(batch.features(), 1);
        LearnerConfig config =
                Examples.config(new RMSprop(1e-9, 0.5, 1e-8, 0, 0, true), new Linear(1));
        try (Learner learner = Learner.create(config)) {
            for (int i = 0; i < 200; i++) {
                learner.step(batch);
            }
            for (float value : weight(learner)) {
                assertThat(value).isFinite();
            }
        }
    }

    @Test
    void adagradsAccumulatorBeginsWhereItIsTold() {
        Optimizer optimizer = new Adagrad(0.1, 0, 0, 0.25, 1e-10);
        try (Learner learner = Learner.create(Examples.config(optimizer, new Linear(1)))) {
            assertThat(learner.state().optimizerState()).hasSize(7).containsOnly(0.25f);
        }
    }

    @Test
    void aScheduleThatCyclesTheMomentumNeedsOne() {
        LearningRateSchedule cycle =
                new OneCycleLR(
                        0.1,
                        100,
                        0.3,
                        Annealing.COS,
                        Optional.of(new MomentumCycle(0.85, 0.95)),
                        25,
                        1e4,
                        false);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scheduled(new SGD(0.1), cycle))
                .withMessageContaining("needs an optimizer with a momentum");
        assertThat(cycle.rate(0.1, 1_000_000)).isEqualTo(cycle.rate(0.1, 99));
    }

    private static LearnerConfig scheduled(Optimizer optimizer, LearningRateSchedule schedule) {
        LearnerConfig plain = Examples.config(optimizer, new Linear(1));
        return new LearnerConfig(
                plain.featureCount(),
                plain.targetCount(),
                plain.network(),
                plain.loss(),
                new Optimization(
                        optimizer,
                        schedule,
                        Optional.empty(),
                        GradientClipping.NONE,
                        0,
                        List.of(),
                        List.of()),
                List.of(),
                plain.scaling(),
                plain.seed());
    }

    private static float[] weight(Learner learner) {
        return learner.stateDict().get("0.weight").orElseThrow().values();
    }
}
