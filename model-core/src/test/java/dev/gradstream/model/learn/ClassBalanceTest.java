package dev.gradstream.model.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.Scaling;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.learn.StateDict.Parameter;
import dev.gradstream.model.learn.StepResult.Status;
import dev.gradstream.model.learn.scaler.FeatureLayout;
import dev.gradstream.model.loss.BCEWithLogitsLoss;
import dev.gradstream.model.loss.CrossEntropyLoss;
import dev.gradstream.model.loss.Loss;
import dev.gradstream.model.loss.MSELoss;
import dev.gradstream.model.nn.Linear;
import dev.gradstream.model.nn.Sequential;
import dev.gradstream.model.optim.Optimization;
import dev.gradstream.model.optim.SGD;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against what {@code golden_class_balance.py} wrote. */
class ClassBalanceTest {

    static Stream<JsonNode> cases() throws IOException {
        try (InputStream in =
                ClassBalanceTest.class.getResourceAsStream("/golden/class_balance.json")) {
            return StreamSupport.stream(new ObjectMapper().readTree(in).spliterator(), false);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void weighsAsScikitLearnOfAllThatHasCome(JsonNode golden) {
        ClassBalance balance =
                new ClassBalance(
                        new Balanced(golden.get("fading_factor").asDouble()),
                        golden.get("classes").asInt());
        for (JsonNode expected : golden.get("batches")) {
            MiniBatch batch = batch(expected);
            balance.learn(batch);
            balance.undo();
            balance.learn(batch);

            float[] weights = balance.weights(batch);
            float[] weighted = floats(expected.get("weighted"));
            for (int row = 0; row < batch.size(); row++) {
                assertThat(weights[row]).isCloseTo(weighted[row], within(1e-6f * weighted[row]));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void learnsAsPyTorchDoesWithTheSameWeights(JsonNode golden) {
        try (Learner learner = learner(golden)) {
            learner.load(
                    new StateDict(
                            List.of(
                                    parameter("0.weight", golden.get("weight"), learner, 0),
                                    parameter("0.bias", golden.get("bias"), learner, 1))));
            for (JsonNode expected : golden.get("batches")) {
                StepResult result = learner.step(batch(expected));
                assertThat(result.loss()).isCloseTo(expected.get("loss").asDouble(), within(2e-6));
                List<Parameter> parameters = learner.stateDict().parameters();
                assertThat(parameters.get(0).values())
                        .containsExactly(floats(expected.get("weight")), within(2e-6f));
                assertThat(parameters.get(1).values())
                        .containsExactly(floats(expected.get("bias")), within(2e-6f));
            }
        }
    }

    private static Parameter parameter(String name, JsonNode values, Learner learner, int place) {
        return new Parameter(
                name, learner.stateDict().parameters().get(place).shape(), floats(values));
    }

    @Test
    void aStepThatIsRefusedLeavesTheCountsAsTheyWere() {
        try (Learner learner = learner(new CrossEntropyLoss(), 3, 0.9)) {
            learner.step(rows(Split.TRAINING, 0, 0, 1, 2));
            double[] before = learner.state().classCounts();

            MiniBatch poisoned = rows(Split.TRAINING, 2, 2, 2);
            poisoned.features()[0] = Float.MAX_VALUE;
            assertThat(learner.step(poisoned).status()).isEqualTo(Status.DIVERGED);
            poisoned.features()[0] = Float.NaN;
            assertThatThrownBy(() -> learner.step(poisoned))
                    .isInstanceOf(IllegalArgumentException.class);

            assertThat(learner.state().classCounts()).containsExactly(before);
        }
    }

    @Test
    void goesOnBitForBitFromItsState() {
        LearnerConfig config = config(new CrossEntropyLoss(), 3, Optional.of(new Balanced(0.9)));
        try (Learner whole = Learner.create(config);
                Learner first = Learner.create(config)) {
            whole.step(rows(Split.TRAINING, 0, 0, 1));
            first.step(rows(Split.TRAINING, 0, 0, 1));
            try (Learner restored = Learner.restore(config, first.state())) {
                whole.step(rows(Split.TRAINING, 2, 0, 1));
                restored.step(rows(Split.TRAINING, 2, 0, 1));
                assertThat(restored.state()).usingRecursiveComparison().isEqualTo(whole.state());
            }
        }
    }

    @Test
    void onlyWhatIsForTrainingIsWeighed() {
        try (Learner balanced = learner(new CrossEntropyLoss(), 3, 1);
                Learner plain =
                        Learner.create(config(new CrossEntropyLoss(), 3, Optional.empty()))) {
            balanced.step(rows(Split.TRAINING, 0, 0, 0, 0, 1, 2));
            plain.load(balanced.stateDict());

            for (Split split : List.of(Split.VALIDATION, Split.TEST)) {
                assertThat(balanced.evaluate(rows(split, 0, 1, 1)).loss())
                        .isEqualTo(plain.evaluate(rows(split, 0, 1, 1)).loss());
            }
            // 6 / (3 * 1), and a single row.
            assertThat(balanced.evaluate(rows(Split.TRAINING, 1)).loss())
                    .isCloseTo(2 * plain.evaluate(rows(Split.TRAINING, 1)).loss(), within(1e-6));
        }
    }

    @Test
    void numbersHaveNoClasses() {
        assertThatThrownBy(() -> config(new MSELoss(), 1, Optional.of(new Balanced())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("classes can be balanced");
    }

    private static Learner learner(JsonNode golden) {
        int classes = golden.get("classes").asInt();
        double fading = golden.get("fading_factor").asDouble();
        return classes == 2
                ? learner(new BCEWithLogitsLoss(), 1, fading)
                : learner(new CrossEntropyLoss(), classes, fading);
    }

    private static Learner learner(Loss loss, int outputs, double fading) {
        return Learner.create(config(loss, outputs, Optional.of(new Balanced(fading))));
    }

    private static LearnerConfig config(Loss loss, int outputs, Optional<Balanced> balanced) {
        return new LearnerConfig(
                2,
                1,
                new Sequential(List.of(new Linear(outputs))),
                loss,
                Optimization.of(new SGD(0.1)),
                List.of(),
                Scaling.NONE,
                FeatureLayout.MEASUREMENTS,
                Scaling.NONE,
                1,
                balanced,
                1);
    }

    private static MiniBatch rows(Split split, int... classes) {
        MiniBatch batch = new MiniBatch(split, classes.length, 2, 1);
        for (int row = 0; row < classes.length; row++) {
            batch.features()[2 * row] = row - 0.5f;
            batch.features()[2 * row + 1] = 1;
            batch.targets()[row] = classes[row];
            batch.weights()[row] = 1;
        }
        batch.setSize(classes.length);
        return batch;
    }

    private static MiniBatch batch(JsonNode golden) {
        float[] targets = floats(golden.get("targets"));
        MiniBatch batch = new MiniBatch(Split.TRAINING, targets.length, 2, 1);
        float[] features = floats(golden.get("features"));
        System.arraycopy(features, 0, batch.features(), 0, features.length);
        System.arraycopy(targets, 0, batch.targets(), 0, targets.length);
        System.arraycopy(floats(golden.get("weights")), 0, batch.weights(), 0, targets.length);
        batch.setSize(targets.length);
        return batch;
    }

    private static float[] floats(JsonNode base64) {
        byte[] bytes = Base64.getDecoder().decode(base64.asText());
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }
}
