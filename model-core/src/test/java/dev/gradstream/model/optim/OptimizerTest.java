package dev.gradstream.model.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class OptimizerTest {

    @Test
    void keepsWhatPyTorchKeeps() {
        assertThat(new SGD(0.1).state()).isEmpty();
        assertThat(new SGD(0.1, 0.9, 0, 0, true).state()).containsExactly("momentum_buffer");
        assertThat(new Adam(0.1).state()).containsExactly("exp_avg", "exp_avg_sq");
    }

    @Test
    void hyperParametersOutOfRangeAreRefused() {
        refused(() -> new SGD(0), "lr must be above 0, got 0.0");
        refused(() -> new SGD(Double.NaN), "lr must be above 0, got NaN");
        refused(() -> new SGD(0.1, -1, 0, 0, false), "momentum must be at least 0, got -1.0");
        refused(
                () -> new SGD(0.1, 0, 0, 0, true),
                "nesterov needs momentum above 0 and dampening 0, got momentum 0.0 and dampening"
                        + " 0.0");
        refused(() -> new Adam(0.1, 1, 0.9, 1e-8, 0), "beta1 must be in [0, 1), got 1.0");
        refused(() -> new Adam(0.1, 0.9, -0.1, 1e-8, 0), "beta2 must be in [0, 1), got -0.1");
        refused(() -> new Adam(0.1, 0.9, 0.9, 0, 0), "eps must be above 0, got 0.0");
        refused(
                () -> new Adam(0.1, 0.9, 0.9, 1e-8, Double.POSITIVE_INFINITY),
                "weight_decay must be at least 0, got Infinity");
    }

    private static void refused(Runnable construction, String message) {
        assertThatIllegalArgumentException().isThrownBy(construction::run).withMessage(message);
    }
}
