package dev.gradstream.model.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.graph.Graph.Mode;
import dev.gradstream.model.graph.plan.Workspace;
import dev.gradstream.model.learn.StepResult.Status;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks, losses and optimizers give what PyTorch gives. */
class GoldenNetworksTest {

    static Stream<GoldenNetwork> networks() {
        return GoldenNetwork.all();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void outputLossAndGradientsEqualPyTorchs(GoldenNetwork golden) {
        // Where PyTorch drops out elements, it draws other ones than we do.
        Mode mode = golden.leavesToChance() ? Mode.EVALUATION : Mode.TRAINING;
        ModelGraph model = ModelGraph.of(golden.config(), mode);
        ParameterLayout layout = ParameterLayout.of(model.parameters());
        MiniBatch batch = golden.batches().get(0);
        List<Integer> all = layout.learnt(golden.config().optimization());
        try (ModelMemory memory = new ModelMemory(model, List.of());
                ModelPlan plan =
                        ModelPlan.training(model, all, memory, golden.rows(), new Workspace())) {
            memory.load(golden.parameters());
            plan.fill(batch.features(), batch.targets(), batch.weights(), 0, golden.rows());
            plan.run(1);

            assertClose("output", plan.output(), golden.array("output"), 1e-5);
            double loss = golden.json().get("lossValue").asDouble();
            assertThat(ModelPlan.loss(plan.lossSum(golden.rows()), plan.shareSum(golden.rows())))
                    .isCloseTo(loss, within(1e-5 * loss));
            List<float[]> gradients = golden.arrays("gradients");
            float[] flat = memory.parameters().gradients().toArray();
            for (int p = 0; p < gradients.size(); p++) {
                FlatLayout.Entry entry = layout.entries().get(p);
                float[] ours =
                        Arrays.copyOfRange(flat, entry.offset(), entry.offset() + entry.length());
                assertClose("gradient of " + entry.name(), ours, gradients.get(p), 1e-5);
            }
        }
    }

    static Stream<GoldenNetwork> networksWithoutChance() {
        return GoldenNetwork.all().filter(golden -> !golden.leavesToChance());
    }

    @ParameterizedTest
    @MethodSource("networksWithoutChance")
    void fiftyStepsLeadWherePyTorchsLead(GoldenNetwork golden) {
        List<MiniBatch> batches = golden.batches();
        double[] history = golden.history();
        try (Learner learner = Learner.create(golden.config())) {
            learner.load(golden.parameters());
            for (int step = 0; step < history.length; step++) {
                StepResult result = learner.step(batches.get(step % batches.size()));
                assertThat(result.status()).isEqualTo(Status.LEARNT);
                assertThat(result.loss())
                        .as("loss of step " + step)
                        .isCloseTo(history[step], within(1e-4 * Math.max(history[step], 1e-3)));
            }
            List<float[]> after = golden.arrays("after");
            List<StateDict.Parameter> ours = learner.stateDict().parameters();
            for (int p = 0; p < after.size(); p++) {
                assertClose(ours.get(p).name(), ours.get(p).values(), after.get(p), 1e-4);
            }
        }
    }

    /** The largest difference, relative to the largest value. */
    private static void assertClose(String what, float[] ours, float[] theirs, double tolerance) {
        assertThat(ours).as(what).hasSameSizeAs(theirs);
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < ours.length; i++) {
            largest = Math.max(largest, Math.abs(theirs[i]));
            difference = Math.max(difference, Math.abs((double) ours[i] - theirs[i]));
        }
        assertThat(difference).as(what).isLessThanOrEqualTo(tolerance * largest);
    }
}
