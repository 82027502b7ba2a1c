package dev.gradstream.job.report;

import dev.gradstream.job.report.Report.Scores;
import java.util.Optional;

/**
 * How far a job has come and how well its model does, from all reports so far. Its size does not
 * grow with their number.
 *
 * @param last the report that came last; empty before the first
 * @param training of the last report in which a training example was scored
 * @param validation of the last report after an evaluation of the hold-out
 * @param test of the version that was tested last
 */
public record LatestReports(
        Optional<Report> last,
        Optional<Scores> training,
        Optional<Scores> validation,
        Optional<Scores> test) {

    /** Before the first report. */
    public static LatestReports none() {
        return new LatestReports(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** With one more report. */
    public LatestReports with(Report report) {
        boolean scored = Double.isFinite(report.training().loss());
        return new LatestReports(
                Optional.of(report),
                scored ? Optional.of(report.training()) : training,
                report.validation().or(() -> validation),
                report.test().or(() -> test));
    }
}
