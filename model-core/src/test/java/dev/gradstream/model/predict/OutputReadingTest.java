package dev.gradstream.model.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import dev.gradstream.model.data.Scaling;
import dev.gradstream.model.loss.BCELoss;
import dev.gradstream.model.loss.BCEWithLogitsLoss;
import dev.gradstream.model.loss.CrossEntropyLoss;
import dev.gradstream.model.loss.HingeLoss;
import dev.gradstream.model.loss.Loss;
import dev.gradstream.model.loss.MSELoss;
import dev.gradstream.model.loss.NLLLoss;
import dev.gradstream.model.loss.PoissonNLLLoss;
import dev.gradstream.model.loss.SparsemaxLoss;
import dev.gradstream.model.pipeline.Target;
import dev.gradstream.model.predict.Prediction.Classification;
import dev.gradstream.model.predict.Prediction.Regression;
import dev.gradstream.model.predict.Prediction.Several;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputReadingTest {

    @Test
    void oneLogitIsTheSecondClassesLogOdds() {
        OutputReading reading = reading(new BCEWithLogitsLoss(), List.of("benign", "malignant"));
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
    void oneLogitWithoutClassesNamesThemByNumber() {
        OutputReading reading = reading(new BCEWithLogitsLoss(), List.of());

        Classification prediction =
                (Classification) reading.read(new float[] {(float) Math.log(3)}, 0, 1);
        assertThat(prediction.label()).isEqualTo("1");
        assertThat(prediction.probability()).isCloseTo(0.75, within(1e-7));
    }

    @Test
    void oneLogitAClassIsASoftmax() {
        OutputReading reading = reading(new CrossEntropyLoss(), List.of("a", "b", "c"));
        float[] logits = {9f, 9f, 9f, 1000f, (float) (1000 + Math.log(2)), 999f - 1e30f};

        Classification prediction = (Classification) reading.read(logits, 1, 3);

        assertThat(prediction.label()).isEqualTo("b");
        assertThat(prediction.probabilities().get(0)).isCloseTo(1.0 / 3, within(1e-4));
        assertThat(prediction.probabilities().get(1)).isCloseTo(2.0 / 3, within(1e-4));
        assertThat(prediction.probabilities().get(2)).isZero();
        assertThat(((Classification) reading.read(logits, 0, 3)).index()).isZero();
    }

    @Test
    void aProbabilityIsReadAsItIs() {
        OutputReading reading = reading(new BCELoss(), List.of("no", "yes"));
        Classification yes = (Classification) reading.read(new float[] {0.75f}, 0, 1);
        assertThat(yes.label()).isEqualTo("yes");
        assertThat(yes.probability()).isEqualTo(0.75);
    }

    @Test
    void logarithmsOfProbabilitiesAreReadAsTheProbabilities() {
        OutputReading reading = reading(new NLLLoss(), List.of("a", "b"));
        float[] logs = {(float) Math.log(0.3), (float) Math.log(0.7)};
        Classification b = (Classification) reading.read(logs, 0, 2);
        assertThat(b.label()).isEqualTo("b");
        assertThat(b.probability()).isCloseTo(0.7, within(1e-6));
    }

    @Test
    void sparseScoresMayGiveAProbabilityOfZero() {
        OutputReading reading = reading(new SparsemaxLoss(), List.of("a", "b", "c"));
        Classification prediction = (Classification) reading.read(new float[] {1.5f, 1, -2}, 0, 3);
        assertThat(prediction.label()).isEqualTo("a");
        assertThat(prediction.probabilities()).containsExactly(0.75, 0.25, 0.0);
    }

    @Test
    void aMarginKnowsASideButNoProbability() {
        OutputReading reading = reading(new HingeLoss(), List.of("no", "yes"));
        assertThat(reading.read(new float[] {0.2f, -3}, 0, 1))
                .isEqualTo(new Classification(1, "yes", List.of(0.0, 1.0)));
        assertThat(reading.read(new float[] {0.2f, -3}, 1, 1))
                .isEqualTo(new Classification(0, "no", List.of(1.0, 0.0)));
    }

    @Test
    void aClassWithoutALabelIsCalledByItsNumber() {
        OutputReading reading = reading(new BCEWithLogitsLoss(), List.of());
        assertThat(((Classification) reading.read(new float[] {2}, 0, 1)).label()).isEqualTo("1");
    }

    @Test
    void theLogarithmOfARateIsReadAsTheRate() {
        OutputReading log = reading(new PoissonNLLLoss(true, false, 1e-8), List.of());
        OutputReading rate = reading(new PoissonNLLLoss(false, false, 1e-8), List.of());
        assertThat(log.read(new float[] {2}, 0, 1)).isEqualTo(new Regression(Math.exp(2)));
        assertThat(rate.read(new float[] {2}, 0, 1)).isEqualTo(new Regression(2));
    }

    @Test
    void otherLossesGiveTheNumber() {
        assertThat(reading(new MSELoss(), List.of()).read(new float[] {1, 2.5f}, 1, 1))
                .isEqualTo(new Regression(2.5));
    }

    @Test
    void eachColumnHasItsNumber() {
        OutputReading reading =
                new OutputReading(
                        new MSELoss(),
                        new Target(List.of("price", "rent"), List.of(), Scaling.STANDARD));
        Several two = (Several) reading.read(new float[] {0, 0, 7, -2}, 1, 2);
        assertThat(two.columns())
                .containsExactly(
                        entry("price", new Regression(7)), entry("rent", new Regression(-2)));
    }

    @Test
    void eachColumnOfSeveralLabelsIsYesOrNo() {
        OutputReading reading = new OutputReading(new BCEWithLogitsLoss(), columns("red", "round"));
        Several two = (Several) reading.read(new float[] {(float) Math.log(3), -50}, 0, 2);
        assertThat(two.columns()).containsOnlyKeys("red", "round");
        Classification red = (Classification) two.columns().get("red");
        assertThat(red.label()).isEqualTo("1");
        assertThat(red.probability()).isCloseTo(0.75, within(1e-7));
        assertThat(((Classification) two.columns().get("round")).label()).isEqualTo("0");
    }

    @Test
    void aClassIsCalledByTheColumnOfItsProbability() {
        OutputReading reading =
                new OutputReading(new CrossEntropyLoss(), columns("rain", "sun", "snow"));
        Classification weather = (Classification) reading.read(new float[] {1, 3, 2}, 0, 3);
        assertThat(weather.label()).isEqualTo("sun");
        assertThat(weather.index()).isEqualTo(1);
        assertThat(weather.probabilities()).hasSize(3);
    }

    private static Target columns(String... names) {
        return new Target(List.of(names), List.of(), Scaling.NONE);
    }

    private static OutputReading reading(Loss loss, List<String> classes) {
        return new OutputReading(loss, new Target("y", classes));
    }
}
