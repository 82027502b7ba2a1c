package dev.gradstream.model.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counted in buckets, an area is off by no more than it says. */
class ScoreBucketsTest {

    @ParameterizedTest
    @CsvSource({
        "2, 5, 1",
        "2, 1000, 1",
        "2, 20000, 3",
        "2, 1000, 30",
        "2, 1000, 0.001",
        "3, 2000, 1",
        "5, 50, 2"
    })
    void isAsExactAsItSays(int classes, int rows, double scale) {
        ScoredRows scored = random(classes, rows, scale);
        RankedScores exact = new RankedScores(classes);
        ScoreBuckets buckets = new ScoreBuckets(classes);
        exact.add(scored);
        buckets.add(scored);

        assertThat(buckets.rocAuc()).isCloseTo(exact.rocAuc(), within(buckets.error() + 1e-12));
    }

    @Test
    void ofManyOrdinaryScoresTheErrorIsSmall() {
        ScoreBuckets buckets = new ScoreBuckets(2);
        buckets.add(random(2, 100_000, 2));

        assertThat(buckets.error()).isLessThan(0.003);
    }

    @Test
    void ofOneClassThereIsNone() {
        ScoredRows rows = new ScoredRows(1, 3);
        rows.add(2, 2);
        ScoreBuckets buckets = new ScoreBuckets(3);
        RankedScores exact = new RankedScores(3);
        buckets.add(rows);
        exact.add(rows);

        assertThat(buckets.rocAuc()).isNaN();
        assertThat(buckets.error()).isNaN();
        assertThat(exact.rocAuc()).isNaN();
    }

    @Test
    void aScoreThatIsNoNumberHasNoRank() {
        ScoredRows rows = random(2, 10, 1);
        rows.values()[rows.lastScores() + 1] = Double.NaN;
        RankedScores exact = new RankedScores(2);
        exact.add(rows);

        assertThat(exact.rocAuc()).isNaN();
    }

    @Test
    void exactRanksDoNotFade() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RankedScores(2).add(random(2, 3, 1), 2, 1))
                .withMessageContaining("count one each");
    }

    private static ScoredRows random(int classes, int rows, double scale) {
        Random random = new Random(classes * 31L + rows);
        ScoredRows scored = new ScoredRows(rows, classes);
        for (int row = 0; row < rows; row++) {
            int actual = row < classes ? row : random.nextInt(classes);
            scored.add(actual, actual);
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                double logit = scale * (random.nextGaussian() + (c == actual ? 0.5 : 0));
                scored.values()[scored.lastScores() + c] = Math.exp(logit);
                sum += Math.exp(logit);
            }
            for (int c = 0; c < classes; c++) {
                scored.values()[scored.lastScores() + c] /= sum;
            }
        }
        return scored;
    }
}
