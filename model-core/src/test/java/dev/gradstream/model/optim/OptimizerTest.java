package dev.gradstream.model.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptimizerTest {

    @Test
    void keepsWhatPyTorchKeeps() {
        assertThat(new SGD(0.1).state()).isEmpty();
        assertThat(new SGD(0.1, 0.9, 0, 0, true).state())
                .isEqualTo(Optimizer.State.zero("momentum_buffer"));
        assertThat(new Adam(0.1).state()).isEqualTo(Optimizer.State.zero("exp_avg", "exp_avg_sq"));
    }

    @Test
    void keepsWhatPyTorchKeepsOfTheOthers() {
        assertThat(names(new AdamW(0.1))).containsExactly("exp_avg", "exp_avg_sq");
        assertThat(names(new NAdam(0.1))).containsExactly("exp_avg", "exp_avg_sq");
        assertThat(names(new Adamax(0.1))).containsExactly("exp_avg", "exp_inf");
        assertThat(names(new Adadelta(0.1))).containsExactly("square_avg", "acc_delta");
        assertThat(names(new FTRL(0.1))).containsExactly("z", "n");
        assertThat(names(new RMSprop(0.1))).containsExactly("square_avg");
        assertThat(names(new RMSprop(0.1, 0.9, 1e-8, 0, 0.5, true)))
                .containsExactly("square_avg", "momentum_buffer", "grad_avg");
        assertThat(new Adagrad(0.1, 0, 0, 0.3, 1e-8).state())
                .containsExactly(new Optimizer.State("sum", 0.3));
    }

    private static List<String> names(Optimizer optimizer) {
        return optimizer.state().stream().map(Optimizer.State::name).toList();
    }

    @Test
    void hyperParametersOfTheOthersOutOfRangeAreRefused() {
        refused(
                () -> new AdamW(0.1, 0.9, 0.9, 1e-8, -1),
                "weight_decay must be at least 0, got -1.0");
        refused(
                () -> new NAdam(0.1, 0.9, 0.9, 1e-8, 0, -1),
                "momentum_decay must be at least 0, got -1.0");
        refused(() -> new Adamax(0.1, 1, 0.9, 1e-8, 0), "beta1 must be in [0, 1), got 1.0");
        refused(() -> new RMSprop(0.1, 1, 1e-8, 0, 0, false), "alpha must be in [0, 1), got 1.0");
        refused(
                () -> new RMSprop(0.1, 0.9, 1e-8, 0, -1, false),
                "momentum must be at least 0, got -1.0");
        refused(() -> new Adagrad(0.1, -1, 0, 0, 1e-10), "lr_decay must be at least 0, got -1.0");
        refused(
                () -> new Adagrad(0.1, 0, 0, -1, 1e-10),
                "initial_accumulator_value must be at least 0, got -1.0");
        refused(() -> new Adadelta(1, 1, 1e-6, 0), "rho must be in [0, 1), got 1.0");
        refused(() -> new FTRL(0), "alpha must be above 0, got 0.0");
        refused(() -> new FTRL(0.1, 0, 0, 0), "beta must be above 0, got 0.0");
        refused(() -> new FTRL(0.1, 1, -1, 0), "l1 must be at least 0, got -1.0");
        refused(() -> GradientClipping.norm(0), "clip_grad_norm must be above 0, got 0.0");
        refused(() -> GradientClipping.value(-1), "clip_grad_value must be above 0, got -1.0");
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
