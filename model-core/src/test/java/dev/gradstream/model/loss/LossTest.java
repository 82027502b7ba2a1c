package dev.gradstream.model.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LossTest {

    @Test
    void aLogitOrMarginAboveZeroIsClassOne() {
        float[] outputs = {0.1f, -0.1f, 0f, 5f};
        for (Loss loss :
                List.of(new BCEWithLogitsLoss(), new HingeLoss(), new FocalLoss(0.25, 2))) {
            assertThat(classes(loss, outputs, 1)).containsExactly(1, 0, 0, 1);
        }
    }

    @Test
    void aProbabilityAboveOneHalfIsClassOne() {
        assertThat(classes(new BCELoss(), new float[] {0.6f, 0.4f, 0.5f}, 1))
                .containsExactly(1, 0, 0);
    }

    @Test
    void theLargestOutputIsTheClassTheFirstOfEquals() {
        float[] outputs = {0, 2, 1, 3, 3, 0, -1.2f, -0.4f, -3f};
        for (Loss loss : List.of(new CrossEntropyLoss(), new NLLLoss(), new SparsemaxLoss())) {
            assertThat(classes(loss, outputs, 3)).containsExactly(1, 0, 1);
        }
    }

    private static int[] classes(Loss loss, float[] outputs, int width) {
        return IntStream.range(0, outputs.length / width)
                .map(row -> loss.outputMeaning().predictedClass(outputs, row * width, width))
                .toArray();
    }

    @Test
    void probabilitiesOfClassesSumToOne() {
        Loss loss = new CrossEntropyLoss();
        loss.requireTargets(new float[] {0.3f, 0.7f, 1, 0, 9, 9}, 2, 2, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss.requireTargets(new float[] {1, 0, 0.3f, 0.6f}, 2, 2, 2))
                .withMessageStartingWith(
                        "row 1: the probabilities of the classes must add up to 1, got 0.9");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss.requireTargets(new float[] {1.5f, -0.5f}, 1, 2, 2))
                .withMessage("row 0: the target must be from 0 to 1, got 1.5");
    }

    @Test
    void probabilitiesAreAsManyAsOutputs() {
        new CrossEntropyLoss().requireWidths(3, 3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CrossEntropyLoss().requireWidths(3, 2))
                .withMessageContaining("got 3 outputs and 2 targets");
        assertThatIllegalArgumentException().isThrownBy(() -> new NLLLoss().requireWidths(3, 3));
    }

    static Stream<Loss> regressions() {
        return Stream.of(
                new MSELoss(),
                new L1Loss(),
                new HuberLoss(1),
                new SmoothL1Loss(1),
                new QuantileLoss(0.5),
                new LogCoshLoss(),
                new PoissonNLLLoss(true, false, 1e-8),
                new PoissonNLLLoss(false, false, 1e-8));
    }

    @ParameterizedTest
    @MethodSource("regressions")
    void regressionHasNoClasses(Loss loss) {
        assertThat(loss.outputMeaning().target()).isEqualTo(TargetKind.NUMBER);
        loss.requireTargets(new float[] {-7.5f}, 1, 1, 1);
    }

    static Stream<ThrowingCallable> unreasonable() {
        return Stream.of(
                () -> new HuberLoss(0),
                () -> new HuberLoss(Double.NaN),
                () -> new SmoothL1Loss(-1),
                () -> new QuantileLoss(0),
                () -> new QuantileLoss(1),
                () -> new FocalLoss(1.5, 2),
                () -> new FocalLoss(-0.5, 2),
                () -> new FocalLoss(0.5, -1),
                () -> new PoissonNLLLoss(true, true, 0),
                () -> new CrossEntropyLoss(List.of(), 1.1),
                () -> new CrossEntropyLoss(List.of(-1.0, 1.0), 0),
                () -> new NLLLoss(List.of(Double.NaN)),
                () -> new BCEWithLogitsLoss(List.of(Double.POSITIVE_INFINITY)));
    }

    @ParameterizedTest
    @MethodSource("unreasonable")
    void argumentsOutOfRangeAreRefused(ThrowingCallable loss) {
        assertThatIllegalArgumentException().isThrownBy(loss);
    }

    @Test
    void thereIsAWeightForEachOutput() {
        List<Double> two = List.of(1.0, 2.0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CrossEntropyLoss(two, 0).requireWidths(3, 1))
                .withMessage(
                        "weight holds 2 numbers, but the network has 3 outputs: give one for each");
        assertThatIllegalArgumentException().isThrownBy(() -> new NLLLoss(two).requireWidths(3, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BCEWithLogitsLoss(two).requireWidths(1, 1))
                .withMessageContaining("pos_weight");
        new BCEWithLogitsLoss(two).requireWidths(2, 2);
    }

    @Test
    void networksThatDoNotBelongToALossAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BCEWithLogitsLoss().requireWidths(2, 1))
                .withMessage(
                        "BCEWithLogitsLoss takes one output for each target, got 2 outputs and 1"
                                + " targets: the last layer needs out_features 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MSELoss().requireWidths(1, 3))
                .withMessageContaining("out_features 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CrossEntropyLoss().requireWidths(1, 1))
                .withMessageContaining("2 or more classes");
    }
}
