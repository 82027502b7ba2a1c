package dev.gradstream.model.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.learn.StepResult.Status;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who measures sees what was put out before a step. */
class ScoredOutputsTest {
    private final List<Float> seen = new ArrayList<>();

    @Test
    void ofAStepAreThoseOfTheModelBeforeIt() {
        for (LearnerConfig config : List.of(Examples.plain(), Examples.stateful())) {
            try (Learner learner = Learner.create(config)) {
                // A large batch first: what is left of its outputs must not be seen again.
                learner.step(Examples.batch(1, 200));
                LearnerState before = learner.state();
                MiniBatch batch = Examples.batch(2, 150);
                seen.clear();
                learner.step(batch, this::keep);
                try (Learner same = Learner.restore(config, before)) {
                    same.load(learner.scalerStates());
                    assertSeen(same.predict(batch.features(), 150));
                }
            }
        }
    }

    @Test
    void ofAnEvaluationAreThePredictions() {
        try (Learner learner = Learner.create(Examples.plain())) {
            MiniBatch batch = Examples.batch(2, 150);
            learner.evaluate(batch, this::keep);
            assertSeen(learner.predict(batch.features(), 150));
        }
    }

    @Test
    void ofARefusedStepThereAreNone() {
        try (Learner learner = Learner.create(Examples.plain())) {
            MiniBatch batch = Examples.batch(2, 10);
            batch.weights()[0] = 3e38f;
            StepResult result = learner.step(batch, this::keep);
            assertThat(result.status()).isEqualTo(Status.DIVERGED);
            assertThat(seen).isEmpty();
        }
    }

    private void keep(MiniBatch batch, float[] weights, int firstRow, int rows, float[] outputs) {
        assertThat(firstRow).isEqualTo(seen.size());
        for (int row = 0; row < rows; row++) {
            seen.add(outputs[row]);
        }
    }

    private void assertSeen(float[] expected) {
        assertThat(seen).hasSameSizeAs(expected);
        for (int row = 0; row < expected.length; row++) {
            assertThat(seen.get(row)).isCloseTo(expected[row], within(1e-5f));
        }
    }
}
