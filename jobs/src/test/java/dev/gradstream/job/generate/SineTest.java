package dev.gradstream.job.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

final class SineTest {
    private static final int COUNT = 20_000;

    @Test
    void labelsAreThePapers() {
        assertLabels(1, (x, y) -> y < Math.sin(x));
        assertLabels(2, (x, y) -> y >= Math.sin(x));
        assertLabels(3, (x, y) -> y < 0.5 + 0.3 * Math.sin(3 * Math.PI * x));
        assertLabels(4, (x, y) -> y >= 0.5 + 0.3 * Math.sin(3 * Math.PI * x));
    }

    @Test
    void classesAreAsFrequentAsTheAreaUnderTheCurve() {
        double sine1 = 1 - Math.cos(1);
        double sine2 = 0.5 + 0.3 * 2 / (3 * Math.PI);
        assertShare(1, sine1);
        assertShare(2, 1 - sine1);
        assertShare(3, sine2);
        assertShare(4, 1 - sine2);
    }

    private static void assertLabels(int concept, BiPredicate<Double, Double> positive) {
        Examples examples = Examples.of(new Sine(List.of(concept)), 3, COUNT);
        for (int i = 0; i < COUNT; i++) {
            double[] x = examples.features().get(i);
            assertThat(DoubleStream.of(x)).hasSize(2).allMatch(value -> value >= 0 && value < 1);
            assertThat(examples.labels().get(i)).isEqualTo(positive.test(x[0], x[1]) ? 1 : 0);
        }
    }

    private static void assertShare(int concept, double share) {
        assertThat(Examples.of(new Sine(List.of(concept)), 3, COUNT).share(1))
                .isCloseTo(share, within(Examples.bound(share, COUNT)));
    }
}
