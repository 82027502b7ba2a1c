package dev.gradstream.model.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class LossTest {

    @Test
    void aLogitAboveZeroIsClassOne() {
        float[] logits = {0.1f, -0.1f, 0f, 5f};
        float[] targets = {1, 0, 0, 0};
        assertThat(new BCEWithLogitsLoss().correct(logits, targets, 4, 1)).isEqualTo(3);
        assertThat(new BCEWithLogitsLoss().correct(logits, targets, 2, 2)).isEqualTo(1);
    }

    @Test
    void theLargestLogitIsTheClass() {
        float[] logits = {0, 2, 1, 3, 3, 0};
        assertThat(new CrossEntropyLoss().correct(logits, new float[] {1, 0}, 2, 3)).isEqualTo(2);
        assertThat(new CrossEntropyLoss().correct(logits, new float[] {2, 1}, 2, 3)).isZero();
    }

    @Test
    void regressionHasNoClasses() {
        assertThat(new MSELoss().correct(new float[] {1}, new float[] {1}, 1, 1)).isZero();
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
