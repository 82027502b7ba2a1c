package dev.gradstream.model.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PrequentialMeanTest {

    @Test
    void ofNothingIsNotANumber() {
        assertThat(PrequentialMean.EMPTY.loss()).isNaN();
        assertThat(PrequentialMean.EMPTY.accuracy()).isNaN();
    }

    @Test
    void weighsBatchesByTheirSize() {
        PrequentialMean mean = PrequentialMean.EMPTY.plus(1.0, 30, 30).plus(4.0, 0, 10);

        assertThat(mean.loss()).isCloseTo(1.75, within(1e-15));
        assertThat(mean.accuracy()).isEqualTo(0.75);
        assertThat(mean.examples()).isEqualTo(40);
    }

    @Test
    void mergesStretches() {
        PrequentialMean one = PrequentialMean.EMPTY.plus(0.5, 3, 4);
        PrequentialMean other = PrequentialMean.EMPTY.plus(0.25, 8, 8);

        assertThat(one.plus(other))
                .isEqualTo(PrequentialMean.EMPTY.plus(0.5, 3, 4).plus(0.25, 8, 8));
    }

    @Test
    void refusesMoreCorrectThanExamples() {
        assertThatThrownBy(() -> PrequentialMean.EMPTY.plus(0.1, 5, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("5 correct of 4 examples is impossible");
    }
}
