package dev.gradstream.job.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class ResidualsTest {

    /** The example of scikit-learn's {@code r2_score}, which gives 0.948…. */
    @Test
    void measuresAsScikitLearnDoes() {
        Residuals residuals = new Residuals();
        residuals.add(3, 2.5);
        residuals.add(-0.5, 0.0);
        residuals.add(2, 2);
        residuals.add(7, 8);

        assertThat(residuals.r2()).isCloseTo(0.9486081370449679, within(1e-12));
        assertThat(residuals.rmse()).isCloseTo(Math.sqrt(0.375), within(1e-12));
        assertThat(residuals.mae()).isCloseTo(0.5, within(1e-12));
        assertThat(residuals.total()).isEqualTo(4);
        assertThat(residuals.score()).isEqualTo("R² 0.9486");
    }
}
