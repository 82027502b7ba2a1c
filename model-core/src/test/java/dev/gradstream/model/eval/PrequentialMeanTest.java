package dev.gradstream.model.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PrequentialMeanTest {

    @Test
    void ofNothingIsNotANumber() {
        assertThat(PrequentialMean.EMPTY.loss()).isNaN();
        assertThat(PrequentialMean.EMPTY.plus(0, 0, 5).loss()).isNaN();
    }

    @Test
    void weighsBatchesByWhatTheyCount() {
        PrequentialMean mean = PrequentialMean.EMPTY.plus(1.0, 30, 30).plus(4.0, 10, 25);

        assertThat(mean.loss()).isCloseTo(1.75, within(1e-15));
        assertThat(mean.examples()).isEqualTo(55);
    }

    @Test
    void mergesStretches() {
        PrequentialMean one = PrequentialMean.EMPTY.plus(0.5, 3, 4);
        PrequentialMean other = PrequentialMean.EMPTY.plus(0.25, 8, 8);

        assertThat(one.plus(other))
                .isEqualTo(PrequentialMean.EMPTY.plus(0.5, 3, 4).plus(0.25, 8, 8));
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> PrequentialMean.EMPTY.plus(0.1, Double.NaN, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("4 examples that count NaN are impossible");
    }
}
