package dev.gradstream.model.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.learn.Learner;
import dev.gradstream.model.learn.LearnerConfig;
import dev.gradstream.model.learn.StateDict.Parameter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a pipeline file says of optimization leads where PyTorch leads, and goes on bit for bit. */
class GoldenTrainingsTest {
    private static final int STEPS = 50;

    static Stream<GoldenTraining> trainings() {
        return GoldenTraining.trainings();
    }

    static Stream<GoldenTraining> ftrl() {
        return GoldenTraining.ftrl();
    }

    static Stream<GoldenTraining> all() {
        return Stream.concat(trainings(), ftrl());
    }

    @ParameterizedTest
    @MethodSource("trainings")
    void fiftyStepsLeadWherePyTorchsLead(GoldenTraining golden) {
        List<MiniBatch> batches = golden.batches();
        double[] history = GoldenFile.doubles(golden.json().get("history"));
        try (Learner learner = start(golden)) {
            for (int step = 0; step < STEPS; step++) {
                assertThat(learner.step(batches.get(step % batches.size())).loss())
                        .as("loss of step " + step)
                        .isCloseTo(history[step], within(1e-4 * Math.max(history[step], 1e-3)));
            }
            List<Parameter> ours = learner.stateDict().parameters();
            for (int p = 0; p < ours.size(); p++) {
                JsonNode theirs = golden.json().get("after").get(p);
                assertClose(ours.get(p), GoldenFile.floats(theirs));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ftrl")
    void ftrlGivesWhatThePapersAlgorithmGives(GoldenTraining golden) {
        List<MiniBatch> batches = golden.batches();
        double[] zeros = GoldenFile.doubles(golden.json().get("zeros"));
        try (Learner learner = start(golden)) {
            for (int step = 0; step < STEPS; step++) {
                learner.step(batches.get(step % batches.size()));
                int exactlyZero = 0;
                for (float weight : learner.stateDict().parameters().get(0).values()) {
                    exactlyZero += weight == 0 ? 1 : 0;
                }
                assertThat(exactlyZero).as("zeros after step " + step).isEqualTo((int) zeros[step]);
            }
            assertClose(
                    learner.stateDict().parameters().get(0),
                    GoldenFile.floats(golden.json().get("after")));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aRestoredLearnerGoesOnBitForBit(GoldenTraining golden) {
        List<MiniBatch> batches = golden.batches();
        LearnerConfig config = golden.config();
        try (Learner undisturbed = start(golden)) {
            learn(undisturbed, batches, 0, 10);
            try (Learner restored = Learner.restore(config, undisturbed.state())) {
                learn(undisturbed, batches, 10, 20);
                learn(restored, batches, 10, 20);
                assertThat(restored.state())
                        .usingRecursiveComparison()
                        .isEqualTo(undisturbed.state());
            }
        }
    }

    private static void learn(Learner learner, List<MiniBatch> batches, int from, int to) {
        for (int step = from; step < to; step++) {
            learner.step(batches.get(step % batches.size()));
        }
    }

    private static Learner start(GoldenTraining golden) {
        Learner learner = Learner.create(golden.config());
        learner.load(golden.parameters());
        return learner;
    }

    /** The largest difference, relative to the largest value. */
    private static void assertClose(Parameter ours, float[] theirs) {
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < theirs.length; i++) {
            largest = Math.max(largest, Math.abs(theirs[i]));
            difference = Math.max(difference, Math.abs((double) ours.values()[i] - theirs[i]));
        }
        assertThat(difference).as(ours.name()).isLessThanOrEqualTo(1e-4 * largest);
    }
}
