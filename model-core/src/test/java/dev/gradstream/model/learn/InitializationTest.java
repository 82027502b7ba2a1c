package dev.gradstream.model.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gradstream.model.graph.CounterRandom;
import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Initializer;
import dev.gradstream.model.graph.NamePattern;
import dev.gradstream.model.nn.Linear;
import dev.gradstream.model.nn.Sequential;
import dev.gradstream.model.nn.init.InitRule;
import dev.gradstream.model.nn.init.Initialization;
import dev.gradstream.model.pipeline.PipelineFile;
import dev.gradstream.model.train.LearnerConfigs;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** First values that a pipeline file asks for have the moments that torch.nn.init documents. */
class InitializationTest {
    private static final int IN = 300;
    private static final int OUT = 200;

    /** Mean, standard deviation, and the bound of what is uniform around 0. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{uniform: {a: -1, b: 3}} | 1 | 1.154701",
                "uniform | 0.5 | 0.288675",
                "{normal: {mean: 2, std: 0.5}} | 2 | 0.5",
                "normal | 0 | 1",
                "xavier_uniform | 0 | 0.0632456",
                "{xavier_normal: {gain: 2}} | 0 | 0.1264911",
                "kaiming_uniform | 0 | 0.0816497",
                "{kaiming_uniform: {a: 2.2360679775}} | 0 | 0.0333333",
                "{kaiming_normal: {nonlinearity: relu}} | 0 | 0.0816497",
                "{kaiming_normal: {mode: fan_out, nonlinearity: tanh}} | 0 | 0.1178511",
                "{kaiming_normal: {nonlinearity: linear}} | 0 | 0.0577350",
                "{kaiming_normal: {nonlinearity: selu}} | 0 | 0.0433013",
                "{constant: {val: -0.25}} | -0.25 | 0",
                "ones | 1 | 0",
                "zeros | 0 | 0"
            })
    void hasTheMomentsOfTorchNnInit(String init, double mean, double deviation) throws Exception {
        float[] weight = drawn(init, 1);
        double actualMean = mean(weight, 0, 1);
        double actualDeviation = Math.sqrt(mean(weight, actualMean, 2));
        // 60,000 values: five standard errors.
        assertThat(actualMean).isCloseTo(mean, within(1e-7 + deviation / 49));
        assertThat(actualDeviation).isCloseTo(deviation, within(1e-7 + deviation / 60));
        // A uniform distribution has kurtosis 1.8, a normal one 3.
        if (deviation > 0) {
            double kurtosis = mean(weight, actualMean, 4) / Math.pow(deviation, 4);
            assertThat(kurtosis).isCloseTo(init.contains("uniform") ? 1.8 : 3, within(0.1));
        }
    }

    @Test
    void theSeedSaysWhichValues() throws Exception {
        assertThat(drawn("normal", 5)).isEqualTo(drawn("normal", 5));
        assertThat(drawn("normal", 5)).isNotEqualTo(drawn("normal", 6));
    }

    /** Computed apart from this code, by the formulas of Squares and of Box and Muller. */
    @Test
    void normalNumbersAreTheSameOnEveryMachine() {
        Initializer normal = new Initializer.Normal(0, 1);
        long key = CounterRandom.key(7, 0);
        assertThat(new float[] {normal.value(key, 0), normal.value(key, 1), normal.value(key, 2)})
                .containsExactly(0.93513364f, -1.0687695f, -0.12594065f);
    }

    @Test
    void theFirstRuleThatMatchesCountsAndOthersKeepTheLayersOwn() {
        LearnerConfig plain =
                Examples.config(Examples.plain().optimization().optimizer(), layers());
        LearnerConfig config =
                new LearnerConfig(
                        plain.featureCount(),
                        plain.targetCount(),
                        new Sequential(List.of(layers())),
                        plain.loss(),
                        plain.optimization(),
                        List.of(rule("0.bias", 1), rule("*.bias", 2), rule("0.bias", 3)),
                        plain.scaling(),
                        plain.seed());
        try (Learner learner = Learner.create(config);
                Learner own = Learner.create(plain)) {
            assertThat(values(learner, "0.bias")).containsOnly(1);
            assertThat(values(learner, "1.bias")).containsOnly(2);
            assertThat(values(learner, "1.weight")).isEqualTo(values(own, "1.weight"));
        }
    }

    @Test
    void aRuleThatCannotDrawAParameterIsRefused() {
        InitRule fan =
                new InitRule(
                        new NamePattern("0.bias"),
                        new Initialization.Xavier(Initialization.Distribution.NORMAL, 1));
        ParameterLayout layout =
                ParameterLayout.of(
                        ModelGraph.of(Examples.plain(), Graph.Mode.TRAINING).parameters());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> layout.draw(1, List.of(fan)))
                .withMessage(
                        "needs a parameter of two dimensions or more, as a weight has, got [8]");
    }

    private static Linear[] layers() {
        return new Linear[] {new Linear(4), new Linear(1)};
    }

    private static InitRule rule(String pattern, double value) {
        return new InitRule(
                new NamePattern(pattern),
                new Initialization.Plain(new Initializer.Constant(value)));
    }

    private static float[] values(Learner learner, String name) {
        return learner.stateDict().get(name).orElseThrow().values();
    }

    private static double mean(float[] values, double around, int power) {
        double sum = 0;
        for (float value : values) {
            sum += Math.pow(value - around, power);
        }
        return sum / values.length;
    }

    private static float[] drawn(String init, long seed) throws Exception {
        StringBuilder columns = new StringBuilder("x0");
        for (int i = 1; i < IN; i++) {
            columns.append(", x").append(i);
        }
        String text =
                """
                name: init
                kafka: {bootstrap.servers: "localhost:9092"}
                features: {columns: [%s]}
                target: {column: y}
                model: [Linear: {out_features: %d}, Linear: {out_features: 1}]
                loss: MSELoss
                optimizer: SGD
                seed: %d
                init: {0.weight: %s}
                """
                        .formatted(columns, OUT, seed, init);
        LearnerConfig config = LearnerConfigs.of(PipelineFile.parse(text, "init.yaml", Map.of()));
        try (Learner learner = Learner.create(config)) {
            return values(learner, "0.weight");
        }
    }
}
