package dev.gradstream.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Values from Abramowitz and Stegun, Handbook of Mathematical Functions, table 7.1. */
class ErrorFunctionTest {

    @Test
    void equalsTheTable() {
        assertThat(ErrorFunction.of(0.02)).isCloseTo(0.0225645747, within(1e-10));
        assertThat(ErrorFunction.of(0.5)).isCloseTo(0.5204998778, within(1e-10));
        assertThat(ErrorFunction.of(1)).isCloseTo(0.8427007929, within(1e-10));
        assertThat(ErrorFunction.of(1.98)).isCloseTo(0.9948920004, within(1e-10));
    }

    @Test
    void isOddAndBounded() {
        for (double x = 0; x < 30; x += 0.37) {
            assertThat(ErrorFunction.of(-x)).isEqualTo(-ErrorFunction.of(x));
            assertThat(ErrorFunction.of(x)).isBetween(0.0, 1.0);
        }
        assertThat(ErrorFunction.of(1e-300) / 1e-300)
                .isCloseTo(2 / Math.sqrt(Math.PI), within(1e-15));
    }
}
