package dev.gradstream.model.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {

    @Test
    void namesEveryLayerWithItsOutputAndParameters() {
        Sequential block =
                new Sequential(List.of(new LayerNorm(1e-5, true), new Linear(64), new GELU(false)));
        Sequential network =
                new Sequential(
                        List.of(
                                new Linear(64),
                                new ReLU(),
                                new Residual(block),
                                new Linear(1, false)));

        Summary summary = Summary.of(network, 30);

        assertThat(summary.parameters()).isEqualTo(30 * 64 + 64 + 2 * 64 + 64 * 64 + 64 + 64);
        assertThat(summary)
                .hasToString(
                        """
                        Layer (type)             Output shape              Param #
                        0 (Linear)               [batch, 64]                 1,984
                        1 (ReLU)                 [batch, 64]                     0
                        2 (Residual)             [batch, 64]                     0
                        2.0 (LayerNorm)          [batch, 64]                   128
                        2.1 (Linear)             [batch, 64]                 4,160
                        2.2 (GELU)               [batch, 64]                     0
                        3 (Linear)               [batch, 1]                     64
                        Total params: 6,336\
                        """);
    }

    @Test
    void aNetworkThatCannotBeIsRefusedAsElsewhere() {
        Sequential network =
                new Sequential(
                        List.of(new ReLU(), new Residual(new Sequential(List.of(new Linear(3))))));
        assertThatThrownBy(() -> Summary.of(network, 2))
                .isInstanceOfSatisfying(
                        LayerShapeException.class, e -> assertThat(e.layer()).isEqualTo(1))
                .hasMessageContaining("[batch, 3] of [batch, 2]");
    }
}
