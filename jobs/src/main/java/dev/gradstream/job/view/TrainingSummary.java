package dev.gradstream.job.view;

import dev.gradstream.job.report.Report;
import dev.gradstream.job.run.TrainingOutcome;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.snapshot.SafeTensors;
import dev.gradstream.model.snapshot.Snapshot;
import dev.gradstream.operator.kafka.snapshot.StoredSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** What a training job came to, in a few lines. */
public final class TrainingSummary {
    private TrainingSummary() {}

    /** The lines, from top to bottom. */
    public static List<String> of(Pipeline pipeline, TrainingOutcome outcome) {
        List<String> lines = new ArrayList<>();
        if (outcome.snapshot().isPresent()) {
            model(pipeline, outcome, outcome.snapshot().get(), lines);
        } else {
            lines.add("no version was published");
        }
        last(outcome, report -> Double.isFinite(report.training().loss()))
                .ifPresent(r -> lines.add("training   " + ReportText.scores(r.training())));
        last(outcome, report -> report.validation().isPresent())
                .flatMap(Report::validation)
                .ifPresent(scores -> lines.add("hold-out   " + ReportText.scores(scores)));
        lines.add(
                line(
                        "refused    %,d records%s",
                        outcome.deadLetters(),
                        outcome.deadLetters() == 0
                                ? ""
                                : ", on topic " + pipeline.topics().deadLetters()));
        return lines;
    }

    private static void model(
            Pipeline pipeline, TrainingOutcome outcome, StoredSnapshot stored, List<String> lines) {
        Snapshot snapshot = SafeTensors.decode(stored.bytes());
        long steps = last(outcome, report -> true).map(Report::step).orElse(snapshot.step());
        long examples =
                last(outcome, report -> true).map(Report::examples).orElse(snapshot.examples());
        lines.add(line("learnt     %,d examples in %,d steps", examples, steps));
        if (snapshot.step() < steps) {
            lines.add(line("restored   the best parameters, those of step %,d", snapshot.step()));
        }
        lines.add(
                line(
                        "published  version %d on topic %s",
                        snapshot.version(), pipeline.topics().snapshots()));
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private static Optional<Report> last(TrainingOutcome outcome, Predicate<Report> condition) {
        return outcome.reports().stream().filter(condition).reduce((before, after) -> after);
    }
}
