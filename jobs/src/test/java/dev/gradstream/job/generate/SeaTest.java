package dev.gradstream.job.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SeaTest {

    @ParameterizedTest
    @CsvSource({"1, 8", "2, 9", "3, 7", "4, 9.5"})
    void labelsAreThePapers(int concept, double threshold) {
        Examples examples = Examples.of(new Sea(List.of(concept)), 11, 20_000);

        for (int i = 0; i < examples.size(); i++) {
            double[] x = examples.features().get(i);
            assertThat(DoubleStream.of(x)).hasSize(3).allMatch(value -> value >= 0 && value < 10);
            assertThat(examples.labels().get(i)).isEqualTo(x[0] + x[1] <= threshold ? 0 : 1);
        }
        // The triangle below the threshold, in a square of 10 by 10.
        double below = threshold * threshold / 200;
        assertThat(examples.share(0)).isCloseTo(below, within(Examples.bound(below, 20_000)));
    }

    @Test
    void conceptsComeInTheirOrderAndAgain() {
        Sea sea = new Sea(List.of(1, 3));
        Drift drift = new Drift(List.of(1000L, 2000L), 0);
        Examples examples = Examples.of(sea, drift, 0, 5, 3000);

        double[] thresholds = {8, 7, 8};
        for (int i = 0; i < examples.size(); i++) {
            double[] x = examples.features().get(i);
            assertThat(examples.labels().get(i))
                    .as("example %d", i)
                    .isEqualTo(x[0] + x[1] <= thresholds[i / 1000] ? 0 : 1);
        }
    }

    @Test
    void thereAreFourConcepts() {
        assertThatThrownBy(() -> new Sea(List.of(1, 5)))
                .hasMessage("concepts must be numbers from 1 to 4, got [1, 5]");
    }
}
