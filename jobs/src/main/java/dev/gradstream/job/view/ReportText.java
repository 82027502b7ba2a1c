package dev.gradstream.job.view;

import dev.gradstream.job.report.Numbers;
import dev.gradstream.job.report.Report;
import dev.gradstream.job.report.Report.Scores;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/** A report in words. */
final class ReportText {
    private ReportText() {}

    /** All of it, for a line of its own. */
    static String full(Report report) {
        String validation =
                report.validation().map(scores -> "  hold-out " + scores(scores)).orElse("");
        return String.format(
                Locale.ROOT,
                "step %,d  examples %,d%s%s%s  version %d",
                report.step(),
                report.examples(),
                training(report.training()),
                validation,
                report.test().map(scores -> "  test " + scores(scores)).orElse(""),
                report.version());
    }

    /** Nothing, where nothing was scored since the report before. */
    private static String training(Scores scores) {
        return Double.isNaN(scores.loss()) ? "" : "  " + scores(scores);
    }

    /** What fits behind a progress bar. */
    static String brief(Report report) {
        String validation =
                report.validation()
                        .map(scores -> "  hold-out " + Numbers.readable(scores.loss()))
                        .orElse("");
        String test =
                report.test().map(scores -> "  test " + Numbers.readable(scores.loss())).orElse("");
        String training =
                Double.isNaN(report.training().loss()) && report.test().isPresent()
                        ? ""
                        : "  loss " + Numbers.readable(report.training().loss());
        return String.format(
                Locale.ROOT, "step %,d%s%s%s", report.step(), training, validation, test);
    }

    /** Loss; accuracy of classes; R² and root mean squared error of numbers. */
    static String scores(Scores scores) {
        return "loss "
                + Numbers.readable(scores.loss())
                + part(" accuracy ", scores.accuracy(), ReportText::percent)
                + part(" r2 ", scores.r2(), Numbers::readable)
                + part(" rmse ", scores.rmse(), Numbers::readable);
    }

    private static String part(String name, OptionalDouble value, DoubleFunction<String> text) {
        return value.isPresent() ? name + text.apply(value.getAsDouble()) : "";
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
