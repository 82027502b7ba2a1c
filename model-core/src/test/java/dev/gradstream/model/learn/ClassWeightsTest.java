package dev.gradstream.model.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.Scaling;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.learn.StepResult.Status;
import dev.gradstream.model.loss.CrossEntropyLoss;
import dev.gradstream.model.nn.Linear;
import dev.gradstream.model.nn.Sequential;
import dev.gradstream.model.optim.SGD;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The sum of class weights that a loss is divided by is that of all rows, however many. */
class ClassWeightsTest {
    private static final List<Double> WEIGHTS = List.of(0.0, 0.25, 3.0);

    /** More rows than are evaluated at a time. */
    private static final int ROWS = 150;

    @Test
    void anEvaluationInChunksDividesByTheWeightsOfAllRows() {
        try (Learner learner = learner(0)) {
            MiniBatch batch = batch(ROWS, 3);
            double losses = 0;
            double weights = 0;
            for (int row = 0; row < ROWS; row++) {
                double weight = WEIGHTS.get((int) batch.targets()[row]);
                MiniBatch alone = batch(1, 1);
                alone.features()[0] = batch.features()[2 * row];
                alone.features()[1] = batch.features()[2 * row + 1];
                alone.targets()[0] = batch.targets()[row];
                losses += weight * learner.evaluate(alone).loss();
                weights += weight;
            }
            assertThat(learner.evaluate(batch).loss()).isCloseTo(losses / weights, within(1e-6));
            assertThat(learner.step(batch).loss()).isCloseTo(losses / weights, within(1e-6));
        }
    }

    @Test
    void rowsOfAClassThatWeighsNothingTeachNothing() {
        for (double smoothing : new double[] {0, 0.1}) {
            try (Learner learner = learner(smoothing)) {
                StateDict before = learner.stateDict();
                StepResult result = learner.step(batch(70, 1));
                assertThat(result.status()).isEqualTo(Status.LEARNT);
                assertThat(result.loss()).isZero();
                assertThat(learner.evaluate(batch(70, 1)).loss()).isZero();
                assertThat(learner.stateDict()).usingRecursiveComparison().isEqualTo(before);
            }
        }
    }

    private static Learner learner(double smoothing) {
        return Learner.create(
                new LearnerConfig(
                        2,
                        1,
                        new Sequential(List.of(new Linear(3))),
                        new CrossEntropyLoss(WEIGHTS, smoothing),
                        new SGD(0.1),
                        Scaling.NONE,
                        1));
    }

    /** Rows of the first classes, in turn. */
    private static MiniBatch batch(int rows, int classes) {
        MiniBatch batch = new MiniBatch(Split.TRAINING, rows, 2, 1);
        for (int row = 0; row < rows; row++) {
            batch.features()[2 * row] = (float) Math.sin(row);
            batch.features()[2 * row + 1] = (float) Math.cos(3 * row);
            batch.targets()[row] = row % classes;
            batch.weights()[row] = 1;
        }
        batch.setSize(rows);
        return batch;
    }
}
