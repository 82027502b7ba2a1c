package dev.gradstream.model.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradstream.model.graph.Graph.Mode;
import dev.gradstream.model.graph.MatMul;
import dev.gradstream.model.graph.NamePattern;
import dev.gradstream.model.graph.Reachable;
import dev.gradstream.model.graph.Tensor;
import dev.gradstream.model.learn.StateDict.Parameter;
import dev.gradstream.model.nn.Linear;
import dev.gradstream.model.nn.ReLU;
import dev.gradstream.model.optim.AdamW;
import dev.gradstream.model.optim.GradientClipping;
import dev.gradstream.model.optim.LearningRateSchedule;
import dev.gradstream.model.optim.Optimization;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FreezingTest {

    @Test
    void whatIsFrozenKeepsItsBitsAndTheRestLearns() {
        LearnerConfig config = frozen("0.*", "4.bias");
        try (Learner learner = Learner.create(config)) {
            List<Parameter> before = learner.stateDict().parameters();
            for (int i = 0; i < 20; i++) {
                learner.step(Examples.batch(i, 16));
            }
            List<Parameter> after = learner.stateDict().parameters();
            for (int p = 0; p < after.size(); p++) {
                boolean frozen = config.optimization().isFrozen(after.get(p).name());
                boolean same = Arrays.equals(before.get(p).values(), after.get(p).values());
                assertThat(same).as(after.get(p).name()).isEqualTo(frozen);
            }
        }
    }

    @Test
    void whatIsFrozenCostsNoGradient() {
        ModelGraph model = ModelGraph.of(frozen("0.*", "2.*"), Mode.TRAINING);
        List<Tensor> all = model.parameters();
        // A product for each weight, and one for each input that a layer before needs.
        assertThat(backwardProducts(model, all)).isEqualTo(5);
        assertThat(backwardProducts(model, all.subList(4, 6))).isEqualTo(1);
    }

    private static long backwardProducts(ModelGraph model, List<Tensor> by) {
        long forward = products(List.of(model.loss()));
        List<Tensor> wanted =
                Stream.concat(Stream.of(model.loss()), model.gradients(by).stream()).toList();
        return products(wanted) - forward;
    }

    private static long products(List<Tensor> wanted) {
        return Reachable.from(wanted).stream()
                .filter(tensor -> tensor.primitive() instanceof MatMul)
                .count();
    }

    @Test
    void aPatternThatMatchesNothingIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Learner.create(frozen("1.*")))
                .withMessage(
                        "no parameter is called 1.*; there are 0.weight, 0.bias, 2.weight, 2.bias,"
                                + " 4.weight, 4.bias");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Learner.create(frozen("*")))
                .withMessage("every parameter is frozen, so there is nothing to learn");
    }

    private static LearnerConfig frozen(String... patterns) {
        LearnerConfig plain =
                Examples.config(
                        new AdamW(0.01),
                        new Linear(8),
                        new ReLU(),
                        new Linear(4),
                        new ReLU(),
                        new Linear(1));
        return new LearnerConfig(
                plain.featureCount(),
                plain.targetCount(),
                plain.network(),
                plain.loss(),
                new Optimization(
                        new AdamW(0.01),
                        LearningRateSchedule.NONE,
                        Optional.empty(),
                        GradientClipping.norm(1),
                        0.01,
                        List.of(),
                        Stream.of(patterns).map(NamePattern::new).toList()),
                List.of(),
                plain.scaling(),
                plain.seed());
    }
}
