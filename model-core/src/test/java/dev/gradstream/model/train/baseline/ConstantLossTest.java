package dev.gradstream.model.train.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.Scaling;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.learn.Evaluation;
import dev.gradstream.model.learn.Learner;
import dev.gradstream.model.learn.LearnerConfig;
import dev.gradstream.model.learn.PredictionLoss;
import dev.gradstream.model.learn.StateDict;
import dev.gradstream.model.learn.StateDict.Parameter;
import dev.gradstream.model.learn.scaler.FeatureLayout;
import dev.gradstream.model.learn.scaler.ScalerState;
import dev.gradstream.model.loss.BCELoss;
import dev.gradstream.model.loss.BCEWithLogitsLoss;
import dev.gradstream.model.loss.CrossEntropyLoss;
import dev.gradstream.model.loss.FocalLoss;
import dev.gradstream.model.loss.HingeLoss;
import dev.gradstream.model.loss.HuberLoss;
import dev.gradstream.model.loss.L1Loss;
import dev.gradstream.model.loss.Loss;
import dev.gradstream.model.loss.MSELoss;
import dev.gradstream.model.loss.NLLLoss;
import dev.gradstream.model.loss.OutputMeaning;
import dev.gradstream.model.loss.PoissonNLLLoss;
import dev.gradstream.model.loss.QuantileLoss;
import dev.gradstream.model.loss.SparsemaxLoss;
import dev.gradstream.model.loss.TargetKind;
import dev.gradstream.model.nn.Linear;
import dev.gradstream.model.nn.Sequential;
import dev.gradstream.model.optim.Optimization;
import dev.gradstream.model.optim.SGD;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Held against a learner whose weights are 0, so that its bias is all it puts out. */
class ConstantLossTest {
    private static final float[] UNUSED = {};

    private final Random random = new Random(8);

    private static ScalerState unscaled() {
        return ScalerState.NONE;
    }

    private static LearnerConfig config(Loss loss, int outputs, int targets, Scaling ofTarget) {
        return new LearnerConfig(
                1,
                targets,
                new Sequential(List.of(new Linear(outputs))),
                loss,
                Optimization.of(new SGD(0.1)),
                List.of(),
                Scaling.NONE,
                FeatureLayout.MEASUREMENTS,
                ofTarget,
                1);
    }

    static Stream<Arguments> losses() {
        return Stream.of(
                Arguments.of(new BCEWithLogitsLoss(), 1, 1),
                Arguments.of(new BCEWithLogitsLoss(), 2, 2),
                Arguments.of(new BCELoss(), 1, 1),
                Arguments.of(new HingeLoss(), 1, 1),
                Arguments.of(new CrossEntropyLoss(), 4, 1),
                Arguments.of(new CrossEntropyLoss(List.of(), 0), 3, 3),
                Arguments.of(new NLLLoss(), 3, 1),
                Arguments.of(new SparsemaxLoss(), 3, 1),
                Arguments.of(new MSELoss(), 1, 1),
                Arguments.of(new MSELoss(), 3, 3),
                Arguments.of(new PoissonNLLLoss(true, false, 1e-8), 1, 1));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void isThatOfALearnerThatPutsOutTheSameForAll(Loss loss, int outputs, int targets) {
        LearnerConfig config = config(loss, outputs, targets, Scaling.NONE);
        MiniBatch known = batch(config, 200);
        MiniBatch since = batch(config, 150);
        try (ConstantLoss constant =
                        ConstantLoss.of(config, ConstantLossTest::unscaled).orElseThrow();
                Learner learner = Learner.create(config)) {
            take(constant, known);
            constant.reported();
            take(constant, since);

            float[] bias = outputs(config, known);
            learner.load(
                    new StateDict(
                            List.of(
                                    new Parameter(
                                            "0.weight", List.of(outputs, 1), new float[outputs]),
                                    new Parameter("0.bias", List.of(outputs), bias))));
            Evaluation expected = learner.evaluate(since);
            assertThat(constant.sum() / expected.share())
                    .isCloseTo(expected.loss(), within(2e-5 * Math.abs(expected.loss())));
        }
    }

    /** Moving any output either way makes the loss of the known targets larger. */
    @ParameterizedTest
    @MethodSource("losses")
    void noOtherConstantDoesBetter(Loss loss, int outputs, int targets) {
        LearnerConfig config = config(loss, outputs, targets, Scaling.NONE);
        MiniBatch known = batch(config, 5000);
        try (PredictionLoss losses = new PredictionLoss(config, 64)) {
            float[] constant = outputs(config, known);
            double least = of(losses, constant, known);
            for (int i = 0; i < outputs; i++) {
                for (float step : new float[] {-0.1f, 0.1f}) {
                    float[] moved = constant.clone();
                    moved[i] += step;
                    if (loss.outputMeaning() == OutputMeaning.LOG_PROBABILITIES) {
                        normalise(moved);
                    }
                    assertThat(of(losses, moved, known)).isGreaterThanOrEqualTo(least * 0.9999);
                }
            }
        }
    }

    private static void normalise(float[] logarithms) {
        double sum = 0;
        for (float logarithm : logarithms) {
            sum += Math.exp(logarithm);
        }
        for (int i = 0; i < logarithms.length; i++) {
            logarithms[i] -= (float) Math.log(sum);
        }
    }

    private static double of(PredictionLoss losses, float[] constant, MiniBatch batch) {
        float[] all = new float[batch.size() * constant.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = constant[i % constant.length];
        }
        return losses.mean(all, batch);
    }

    static Stream<Loss> lossesThatAnotherConstantMakesSmaller() {
        return Stream.of(
                new BCEWithLogitsLoss(List.of(3.0)),
                new FocalLoss(0.25, 2),
                new L1Loss(),
                new HuberLoss(0.5),
                new QuantileLoss(0.9));
    }

    @ParameterizedTest
    @MethodSource("lossesThatAnotherConstantMakesSmaller")
    void thereIsNoneWhereAnotherConstantDoesBetter(Loss loss) {
        assertThat(ConstantLoss.of(config(loss, 1, 1, Scaling.NONE), ConstantLossTest::unscaled))
                .isEmpty();
    }

    @Test
    void ofFairCoinsIsTheirEntropy() {
        LearnerConfig config = config(new BCEWithLogitsLoss(), 1, 1, Scaling.NONE);
        try (ConstantLoss constant =
                ConstantLoss.of(config, ConstantLossTest::unscaled).orElseThrow()) {
            take(constant, batch(config, new float[] {1, 1, 0, 1}));

            // Nothing is known: each side is as likely.
            assertThat(constant.sum() / 4).isCloseTo(Math.log(2), within(1e-6));
            constant.reported();
            take(constant, batch(config, new float[] {1, 0}));
            // Known are 3 and 1, and one of each besides.
            assertThat(constant.sum())
                    .isCloseTo(-Math.log(4 / 6.0) - Math.log(2 / 6.0), within(1e-6));
        }
    }

    @Test
    void ofNumbersThereIsNoneBeforeTheFirstReport() {
        LearnerConfig config = config(new MSELoss(), 1, 1, Scaling.NONE);
        try (ConstantLoss constant =
                ConstantLoss.of(config, ConstantLossTest::unscaled).orElseThrow()) {
            take(constant, batch(config, new float[] {2, 4}));
            assertThat(constant.sum()).isNaN();
            constant.reported();
            take(constant, batch(config, new float[] {3, 6}));
            assertThat(constant.sum()).isEqualTo(9);
        }
    }

    @Test
    void ofScaledNumbersIsInTheUnitThatIsLearntIn() {
        LearnerConfig config = config(new MSELoss(), 1, 1, Scaling.STANDARD);
        ScalerState statistics =
                new ScalerState.Standard(
                        100, new double[] {1000}, new double[] {100 * 25}, new double[0]);
        try (ConstantLoss constant = ConstantLoss.of(config, () -> statistics).orElseThrow()) {
            take(constant, batch(config, new float[] {1000, 1000}));
            constant.reported();
            take(constant, batch(config, new float[] {1010, 995}));

            // Two and one standard deviations.
            assertThat(constant.sum()).isCloseTo(4 + 1, within(1e-4));
        }
    }

    @Test
    void classesAreLookedAtOneByOneUpToAHundred() {
        LearnerConfig many = config(new CrossEntropyLoss(), 101, 1, Scaling.NONE);
        assertThat(ConstantLoss.of(many, ConstantLossTest::unscaled)).isEmpty();
        LearnerConfig most = config(new CrossEntropyLoss(), 100, 1, Scaling.NONE);
        try (ConstantLoss constant =
                ConstantLoss.of(most, ConstantLossTest::unscaled).orElseThrow()) {
            take(constant, batch(most, new float[] {0, 99}));
            assertThat(constant.sum() / 2).isCloseTo(Math.log(100), within(1e-5));
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void goesOnFromAStateBitForBit(Loss loss, int outputs, int targets) {
        LearnerConfig config = config(loss, outputs, targets, Scaling.NONE);
        try (ConstantLoss first =
                        ConstantLoss.of(config, ConstantLossTest::unscaled).orElseThrow();
                ConstantLoss second =
                        ConstantLoss.of(config, ConstantLossTest::unscaled).orElseThrow()) {
            take(first, batch(config, 40));
            first.reported();
            take(first, batch(config, 100));
            second.load(List.of(first.state().orElseThrow()));
            MiniBatch more = batch(config, 50);
            take(first, more);
            take(second, more);
            assertThat(second.sum()).isEqualTo(first.sum());
            first.reported();
            second.reported();
            take(first, more);
            take(second, more);
            assertThat(second.sum()).isEqualTo(first.sum());
        }
    }

    @Test
    void aStateOfAnotherTargetIsLeftAside() {
        LearnerConfig two = config(new BCEWithLogitsLoss(), 1, 1, Scaling.NONE);
        LearnerConfig three = config(new CrossEntropyLoss(), 3, 1, Scaling.NONE);
        try (ConstantLoss of = ConstantLoss.of(two, ConstantLossTest::unscaled).orElseThrow();
                ConstantLoss other =
                        ConstantLoss.of(three, ConstantLossTest::unscaled).orElseThrow()) {
            take(of, batch(two, 10));
            other.load(List.of(of.state().orElseThrow()));
            take(other, batch(three, 10));
            // Others have come since the last report, of which it knows nothing.
            assertThat(other.sum()).isNaN();
            assertThat(other.state()).isEmpty();
            other.reported();
            take(other, batch(three, 10));
            assertThat(other.sum()).isPositive();
        }
    }

    private static void take(ConstantLoss constant, MiniBatch batch) {
        int half = batch.size() / 2;
        constant.take(batch, batch.weights(), 0, half, UNUSED);
        constant.take(batch, batch.weights(), half, batch.size() - half, UNUSED);
    }

    private MiniBatch batch(LearnerConfig config, float[] targets) {
        MiniBatch batch = batch(config, targets.length);
        System.arraycopy(targets, 0, batch.targets(), 0, targets.length);
        Arrays.fill(batch.weights(), 1);
        return batch;
    }

    private MiniBatch batch(LearnerConfig config, int rows) {
        int width = config.targetCount();
        MiniBatch batch = new MiniBatch(Split.TRAINING, rows, 1, width);
        int classes = config.network().outFeatures(1);
        for (int row = 0; row < rows; row++) {
            float[] target = target(config.loss().targetKind(width), width, classes);
            System.arraycopy(target, 0, batch.targets(), row * width, width);
            batch.weights()[row] = 0.5f + random.nextFloat();
        }
        batch.setSize(rows);
        return batch;
    }

    private float[] target(TargetKind kind, int width, int classes) {
        float[] target = new float[width];
        for (int i = 0; i < width; i++) {
            double draw = random.nextDouble();
            target[i] =
                    switch (kind) {
                        case CLASS -> (int) (draw * draw * classes);
                        case YES_OR_NO -> draw < 0.3 ? 1 : 0;
                        case DISTRIBUTION -> (float) draw;
                        case NUMBER -> (float) (5 + i + draw);
                    };
        }
        if (kind == TargetKind.DISTRIBUTION) {
            float sum = 0;
            for (float p : target) {
                sum += p;
            }
            for (int i = 0; i < width; i++) {
                target[i] /= sum;
            }
        }
        return target;
    }

    /** Written anew from the definition: weighted frequencies with one more of each, or means. */
    private static float[] outputs(LearnerConfig config, MiniBatch known) {
        int outputs = config.network().outFeatures(1);
        int width = known.targetCount();
        TargetKind kind = config.loss().targetKind(width);
        double[] weights = new double[outputs];
        double all = 0;
        for (int row = 0; row < known.size(); row++) {
            double weight = known.weights()[row];
            all += weight;
            for (int i = 0; i < width; i++) {
                float target = known.targets()[row * width + i];
                weights[kind == TargetKind.CLASS ? (int) target : i] +=
                        kind == TargetKind.CLASS ? weight : weight * target;
            }
        }
        float[] constants = new float[outputs];
        for (int i = 0; i < outputs; i++) {
            double yes = (weights[i] + 1) / (all + (kind == TargetKind.YES_OR_NO ? 2 : outputs));
            constants[i] =
                    (float)
                            switch (config.loss().outputMeaning()) {
                                case NUMBER, POSITIVE_NUMBER -> weights[i] / all;
                                case LOG_NUMBER -> Math.log(weights[i] / all);
                                case LOGIT -> Math.log(yes / (1 - yes));
                                case PROBABILITY, SPARSE_SCORES -> yes;
                                case MARGIN -> yes > 0.5 ? 1 : -1;
                                case LOGITS, LOG_PROBABILITIES -> Math.log(yes);
                            };
        }
        return constants;
    }
}
