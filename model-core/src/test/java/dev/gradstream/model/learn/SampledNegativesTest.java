package dev.gradstream.model.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.NegativeSampling;
import dev.gradstream.model.data.Scaling;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.learn.scaler.FeatureLayout;
import dev.gradstream.model.loss.BCEWithLogitsLoss;
import dev.gradstream.model.loss.CrossEntropyLoss;
import dev.gradstream.model.loss.FocalLoss;
import dev.gradstream.model.loss.Loss;
import dev.gradstream.model.nn.Linear;
import dev.gradstream.model.nn.Sequential;
import dev.gradstream.model.optim.Adam;
import dev.gradstream.model.optim.Optimization;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampledNegativesTest {
    private static final double KEPT = 0.1;
    private static final int EXAMPLES = 400_000;

    static Stream<Loss> losses() {
        return Stream.of(new BCEWithLogitsLoss(), new CrossEntropyLoss());
    }

    /** He et al., equation 4. */
    @ParameterizedTest
    @MethodSource("losses")
    void correctsAsThePaperSays(Loss loss) {
        try (Learner sampled = learner(loss, KEPT);
                Learner plain = learner(loss, 1)) {
            float[] features = {1, 2, -3, 0.5f, 0, 0, 10, -10};
            for (int row = 0; row < 4; row++) {
                double p = probability(plain.predict(features, 4), loss, row);
                double q = p / (p + (1 - p) / KEPT);
                assertThat(probability(sampled.predict(features, 4), loss, row))
                        .isCloseTo(q, within(1e-6));
            }
        }
    }

    /**
     * The mean predicted probability is the share of the positives among all examples, though only
     * a tenth of the others was learnt from; that of a model that does not know of it is far above.
     */
    @ParameterizedTest
    @MethodSource("losses")
    void isCalibratedOnAllExamples(Loss loss) {
        try (Learner corrected = learner(loss, KEPT);
                Learner uncorrected = learner(loss, 1)) {
            Clicks stream = new Clicks(3, new NegativeSampling(KEPT));
            MiniBatch batch = new MiniBatch(Split.TRAINING, 64, 2, 1);
            while (stream.next < EXAMPLES) {
                stream.fill(batch);
                corrected.step(batch);
                uncorrected.step(batch);
            }

            MiniBatch all = new MiniBatch(Split.VALIDATION, 50_000, 2, 1);
            new Clicks(4, new NegativeSampling(1)).fill(all);
            double rate = mean(all.targets());
            assertThat(rate).isBetween(0.03, 0.08);
            assertThat(meanProbability(corrected, loss, all)).isCloseTo(rate, within(0.1 * rate));
            assertThat(meanProbability(uncorrected, loss, all)).isGreaterThan(3 * rate);
            // What is held out is scored with the corrected probabilities, as log loss is.
            assertThat(corrected.evaluate(all).loss())
                    .isCloseTo(logLoss(corrected, loss, all), within(1e-5))
                    .isLessThan(uncorrected.evaluate(all).loss());
        }
    }

    @Test
    void figuresOfTrainingAreOfWhatIsLearntFrom() {
        try (Learner sampled = learner(new BCEWithLogitsLoss(), KEPT);
                Learner plain = learner(new BCEWithLogitsLoss(), 1)) {
            MiniBatch batch = new MiniBatch(Split.TRAINING, 64, 2, 1);
            new Clicks(5, new NegativeSampling(KEPT)).fill(batch);

            assertThat(sampled.evaluate(batch).loss()).isEqualTo(plain.evaluate(batch).loss());
            assertThat(sampled.step(batch)).isEqualTo(plain.step(batch));
            assertThat(sampled.stateDict()).usingRecursiveComparison().isEqualTo(plain.stateDict());
        }
    }

    @Test
    void onlyLogitsOfTwoClassesCanBeCorrected() {
        assertThatThrownBy(() -> learner(new FocalLoss(0.25, 2), KEPT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("FocalLoss");
    }

    /** Rare positives, whose log-odds are x + y − 4. */
    private static final class Clicks {
        private final Random random;
        private final NegativeSampling sampling;
        private final Example example = new Example(2, 1);
        private long next;

        Clicks(long seed, NegativeSampling sampling) {
            random = new Random(seed);
            this.sampling = sampling;
        }

        void fill(MiniBatch batch) {
            batch.clear();
            while (!batch.isFull()) {
                float x = (float) random.nextGaussian();
                float y = (float) random.nextGaussian();
                example.features()[0] = x;
                example.features()[1] = y;
                boolean positive = random.nextDouble() < 1 / (1 + Math.exp(4 - x - y));
                example.target()[0] = positive ? 1 : 0;
                example.setKey(next++);
                if (sampling.keeps(example)) {
                    batch.add(example);
                }
            }
        }
    }

    private static Learner learner(Loss loss, double kept) {
        return Learner.create(
                new LearnerConfig(
                        2,
                        1,
                        new Sequential(
                                List.of(new Linear(loss instanceof CrossEntropyLoss ? 2 : 1))),
                        loss,
                        Optimization.of(new Adam(0.02)),
                        List.of(),
                        Scaling.NONE,
                        FeatureLayout.MEASUREMENTS,
                        Scaling.NONE,
                        1,
                        Optional.empty(),
                        kept));
    }

    private static double probability(float[] outputs, Loss loss, int row) {
        double logit =
                loss instanceof CrossEntropyLoss
                        ? outputs[2 * row + 1] - outputs[2 * row]
                        : outputs[row];
        return 1 / (1 + Math.exp(-logit));
    }

    private static double meanProbability(Learner learner, Loss loss, MiniBatch batch) {
        float[] outputs = learner.predict(batch.features(), batch.size());
        double sum = 0;
        for (int row = 0; row < batch.size(); row++) {
            sum += probability(outputs, loss, row);
        }
        return sum / batch.size();
    }

    private static double logLoss(Learner learner, Loss loss, MiniBatch batch) {
        float[] outputs = learner.predict(batch.features(), batch.size());
        double sum = 0;
        for (int row = 0; row < batch.size(); row++) {
            double p = probability(outputs, loss, row);
            sum -= Math.log(batch.targets()[row] == 1 ? p : 1 - p);
        }
        return sum / batch.size();
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
