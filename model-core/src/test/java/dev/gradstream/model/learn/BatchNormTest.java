package dev.gradstream.model.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.Scaling;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.learn.StateDict.Parameter;
import dev.gradstream.model.learn.StepResult.Status;
import dev.gradstream.model.loss.MSELoss;
import dev.gradstream.model.loss.PoissonNLLLoss;
import dev.gradstream.model.nn.BatchNorm1d;
import dev.gradstream.model.nn.Linear;
import dev.gradstream.model.nn.Sequential;
import dev.gradstream.model.optim.SGD;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Running statistics: what PyTorch's golden files cannot show. */
class BatchNormTest {
    private final Learner learner =
            Learner.create(
                    new LearnerConfig(
                            1,
                            1,
                            new Sequential(
                                    List.of(new BatchNorm1d(1e-5, 0.5, true), new Linear(1))),
                            new MSELoss(),
                            new SGD(0.01),
                            Scaling.NONE,
                            3));

    @AfterEach
    void close() {
        learner.close();
    }

    @Test
    void statisticsAreNamedAsInPyTorchAndMoveTowardsTheBatchs() {
        assertThat(learner.stateDict().parameters().stream().map(Parameter::name))
                .containsExactly(
                        "0.weight",
                        "0.bias",
                        "1.weight",
                        "1.bias",
                        "0.running_mean",
                        "0.running_var");

        learner.step(batch(2, 4, 6));

        assertThat(buffer("0.running_mean")).isCloseTo(0.5 * 0 + 0.5 * 4, within(1e-6));
        assertThat(buffer("0.running_var")).isCloseTo(0.5 * 1 + 0.5 * 4, within(1e-6));
    }

    @Test
    void oneRowIsNormalisedByTheRunningStatisticsAndLeavesThem() {
        learner.step(batch(2, 4, 6));
        double mean = buffer("0.running_mean");
        double variance = buffer("0.running_var");
        float weight = value("1.weight");
        float bias = value("1.bias");
        double normal = (7 - mean) / Math.sqrt(variance + 1e-5);
        double output = value("0.weight") * normal + value("0.bias");
        double loss = weight * output + bias;

        StepResult result = learner.step(batch(7));

        assertThat(result.status()).isEqualTo(Status.LEARNT);
        assertThat(result.loss()).isCloseTo(loss * loss, within(1e-5 * loss * loss));
        assertThat(buffer("0.running_mean")).isEqualTo(mean);
        assertThat(buffer("0.running_var")).isEqualTo(variance);
        assertThat(value("1.bias")).isNotEqualTo(bias);
    }

    @Test
    void aRefusedStepLeavesThem() {
        learner.step(batch(2, 4, 6));
        StateDict before = learner.stateDict();

        // The variance of such numbers is beyond float, though what it normalises would be finite.
        StepResult result = learner.step(batch(-3e38f, 3e38f));

        assertThat(result.status()).isEqualTo(Status.DIVERGED);
        for (Parameter kept : before.parameters()) {
            assertThat(learner.stateDict().get(kept.name()).orElseThrow().values())
                    .as(kept.name())
                    .isEqualTo(kept.values());
        }
    }

    @Test
    void predictionsDependOnTheRowAloneAndNotOnTheBatch() {
        learner.step(batch(2, 4, 6));
        float alone = learner.predict(new float[] {5}, 1)[0];
        float amongOthers = learner.predict(new float[] {100, 5, -3}, 3)[1];
        assertThat(amongOthers).isEqualTo(alone);
    }

    @Test
    void aStateOfAnotherNumberOfBuffersIsRefused() {
        LearnerState state = learner.state();
        LearnerConfig without = Examples.plain();
        assertThatIllegalArgumentException().isThrownBy(() -> Learner.restore(without, state));
    }

    /** At first running statistics are far from any batch: exp of what they lead to overflows. */
    @Test
    void aStepIsTakenThoughItsBatchCannotBeScoredYet() {
        LearnerConfig config =
                new LearnerConfig(
                        1,
                        1,
                        new Sequential(List.of(new BatchNorm1d(1e-5, 0.5, true), new Linear(1))),
                        new PoissonNLLLoss(true, false, 1e-8),
                        new SGD(0.01),
                        Scaling.NONE,
                        3);
        try (Learner poisson = Learner.create(config)) {
            StateDict first = poisson.stateDict();
            float weight = first.get("1.weight").orElseThrow().values()[0];
            float far = 1000 * Math.signum(weight) / Math.abs(weight);

            StepResult result = poisson.step(batch(far, 1.01f * far));

            assertThat(result.status()).isEqualTo(Status.LEARNT);
            assertThat(result.loss()).isInfinite();
            assertThat(poisson.stateDict().get("0.running_mean").orElseThrow().values()[0])
                    .isCloseTo(0.5f * 1.005f * far, within(Math.abs(far) * 1e-5f));
        }
    }

    @Test
    void aNegativeVarianceIsRefusedByName() {
        StateDict state = learner.stateDict();
        state.get("0.running_var").orElseThrow().values()[0] = -1;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> learner.load(state))
                .withMessageContaining("0.running_var holds -1.0");
    }

    private double buffer(String name) {
        return value(name);
    }

    private float value(String name) {
        return learner.stateDict().get(name).orElseThrow().values()[0];
    }

    /** Rows of one feature, whose target is 0. */
    private static MiniBatch batch(float... features) {
        MiniBatch batch = new MiniBatch(Split.TRAINING, features.length, 1, 1);
        for (int row = 0; row < features.length; row++) {
            batch.features()[row] = features[row];
            batch.weights()[row] = 1;
        }
        batch.setSize(features.length);
        return batch;
    }
}
