package dev.gradstream.model.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradstream.model.loss.BCEWithLogitsLoss;
import dev.gradstream.model.loss.CrossEntropyLoss;
import dev.gradstream.model.loss.MSELoss;
import dev.gradstream.model.predict.Prediction.Classification;
import dev.gradstream.model.predict.Prediction.Regression;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputReadingTest {

    @Test
    void oneLogitIsTheSecondClassesLogOdds() {
        OutputReading reading =
                new OutputReading(new BCEWithLogitsLoss(), List.of("benign", "malignant"));
        float[] logits = {(float) Math.log(3), (float) -Math.log(4), 0f, 1000f, -1000f};

        Classification malignant = (Classification) reading.read(logits, 0, 1);
        assertThat(malignant.label()).isEqualTo("malignant");
        assertThat(malignant.index()).isEqualTo(1);
        assertThat(malignant.probability()).isCloseTo(0.75, within(1e-7));
        Classification benign = (Classification) reading.read(logits, 1, 1);
        assertThat(benign.label()).isEqualTo("benign");
        assertThat(benign.probability()).isCloseTo(0.8, within(1e-7));
        assertThat(((Classification) reading.read(logits, 2, 1)).index()).isZero();
        assertThat(((Classification) reading.read(logits, 3, 1)).probability()).isEqualTo(1);
        assertThat(((Classification) reading.read(logits, 4, 1)).probability()).isEqualTo(1);
    }

    @Test
    void oneLogitWithoutClassesIsTheProbabilityOfOne() {
        OutputReading reading = new OutputReading(new BCEWithLogitsLoss(), List.of());

        Regression prediction = (Regression) reading.read(new float[] {(float) Math.log(3)}, 0, 1);
        assertThat(prediction.value()).isCloseTo(0.75, within(1e-7));
    }

    @Test
    void oneLogitAClassIsASoftmax() {
        OutputReading reading = new OutputReading(new CrossEntropyLoss(), List.of("a", "b", "c"));
        float[] logits = {9f, 9f, 9f, 1000f, (float) (1000 + Math.log(2)), 999f - 1e30f};

        Classification prediction = (Classification) reading.read(logits, 1, 3);

        assertThat(prediction.label()).isEqualTo("b");
        assertThat(prediction.probabilities().get(0)).isCloseTo(1.0 / 3, within(1e-4));
        assertThat(prediction.probabilities().get(1)).isCloseTo(2.0 / 3, within(1e-4));
        assertThat(prediction.probabilities().get(2)).isZero();
        assertThat(((Classification) reading.read(logits, 0, 3)).index()).isZero();
    }

    @Test
    void otherLossesGiveTheNumber() {
        assertThat(new OutputReading(new MSELoss(), List.of()).read(new float[] {1, 2.5f}, 1, 1))
                .isEqualTo(new Regression(2.5));
    }
}
