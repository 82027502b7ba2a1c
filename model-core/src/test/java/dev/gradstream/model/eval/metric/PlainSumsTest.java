package dev.gradstream.model.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Those that know less come to the same as those that are proven against scikit-learn. */
class PlainSumsTest {
    private final Random random = new Random(2);

    private ScoredRows rows(int scores, boolean classes) {
        ScoredRows rows = new ScoredRows(50, scores);
        while (!rows.isFull()) {
            double actual = classes ? random.nextInt(3) : random.nextGaussian();
            rows.add(actual, classes ? random.nextInt(3) : actual + random.nextGaussian());
        }
        return rows;
    }

    @Test
    void hitsAreThoseOfTheCountedClasses() {
        Hits hits = new Hits();
        Hits others = new Hits();
        ClassCounts counts = new ClassCounts(3);
        assertThat(hits.accuracy()).isNaN();
        for (int i = 0; i < 4; i++) {
            ScoredRows rows = rows(i, true);
            (i < 2 ? hits : others).add(rows, 1 + i, 1.01);
            counts.add(rows, 1 + i, 1.01);
        }
        hits.merge(others.state());
        hits.scale(0.5);

        assertThat(hits.accuracy()).isCloseTo(counts.accuracy(), within(1e-12)).isBetween(0.1, 0.9);
    }

    @Test
    void errorsAreThoseOfTheSumsWithVariance() {
        ErrorSums errors = new ErrorSums();
        ErrorSums others = new ErrorSums();
        RegressionSums sums = new RegressionSums();
        assertThat(errors.rmse()).isNaN();
        for (int i = 0; i < 4; i++) {
            ScoredRows rows = rows(0, false);
            (i < 2 ? errors : others).add(rows, 1 + i, 1.01);
            sums.add(rows, 1 + i, 1.01);
        }
        errors.merge(others.state());
        errors.scale(0.5);

        assertThat(errors.mae()).isCloseTo(sums.mae(), within(1e-12)).isPositive();
        assertThat(errors.rmse()).isCloseTo(sums.rmse(), within(1e-12)).isPositive();
    }
}
