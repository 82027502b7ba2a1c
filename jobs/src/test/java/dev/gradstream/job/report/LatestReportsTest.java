package dev.gradstream.job.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.job.report.Report.Scores;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LatestReportsTest {
    private static final Scores UNSCORED = scores(Double.NaN);

    @Test
    void whatALaterReportDoesNotSayStays() {
        Report scored = new Report(10, 320, 0, scores(0.7), Optional.empty(), Optional.empty());
        Report evaluated =
                new Report(20, 640, 1, scores(0.6), Optional.of(scores(0.5)), Optional.empty());
        Report silent = new Report(20, 640, 2, UNSCORED, Optional.empty(), Optional.empty());

        LatestReports latest =
                LatestReports.none().with(scored).with(evaluated).with(silent).with(silent);

        assertThat(latest.last()).contains(silent);
        assertThat(latest.training()).contains(scores(0.6));
        assertThat(latest.validation()).contains(scores(0.5));
    }

    @Test
    void beforeTheFirstReportThereIsNothing() {
        assertThat(LatestReports.none().last()).isEmpty();
        assertThat(LatestReports.none().with(unscored()).training()).isEmpty();
    }

    private static Report unscored() {
        return new Report(0, 0, 0, UNSCORED, Optional.empty(), Optional.empty());
    }

    private static Scores scores(double loss) {
        return Scores.ofLoss(loss);
    }
}
