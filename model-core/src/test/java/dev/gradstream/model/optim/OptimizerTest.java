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

    @Test
    void hyperParametersThatAreNoFloatsAreRefused() {
        String normal = " must be from 1.17549435E-38 to 3.4028235E38, as floats go, got ";
        refused(() -> new SGD(1e39), "lr" + normal + "1.0E39");
        refused(() -> new Adam(1e-50), "lr" + normal + "1.0E-50");
        refused(() -> new Adam(0.1, 0.9, 0.9, 1e-50, 0), "eps" + normal + "1.0E-50");
        refused(() -> new Adam(0.1, 0.9, 0.9, 1e39, 0), "eps" + normal + "1.0E39");
        String largest = " must be at most 3.4028235E38, the largest float, got 1.0E39";
        refused(() -> new SGD(0.1, 1e39, 0, 0, false), "momentum" + largest);
        refused(() -> new SGD(0.1, 0, 1e39, 0, false), "dampening" + largest);
        refused(() -> new SGD(0.1, 0, 0, 1e39, false), "weight_decay" + largest);
        refused(() -> new Adam(0.1, 0.9, 0.9, 1e-8, 1e39), "weight_decay" + largest);
        double nearlyOne = Math.nextDown(1.0);
        refused(
                () -> new Adam(0.1, nearlyOne, 0.9, 1e-8, 0),
                "beta1 must be in [0, 1), got 0.9999999999999999");
    }

    private static void refused(Runnable construction, String message) {
        assertThatIllegalArgumentException().isThrownBy(construction::run).withMessage(message);
    }
}
