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
            model(pipeline, outcome.snapshot().get(), lines);
        } else {
            lines.add("no version was published");
        }
        last(outcome, report -> Double.isFinite(report.training().loss()))
                .ifPresent(r -> lines.add("training   " + ReportText.scores(r.training())));
        last(outcome, report -> report.validation().isPresent())
                .flatMap(Report::validation)
                .ifPresent(scores -> lines.add("hold-out   " + ReportText.scores(scores)));
        lines.add(
                String.format(
                        Locale.ROOT,
                        "refused    %,d records%s",
                        outcome.deadLetters(),
                        outcome.deadLetters() == 0
                                ? ""
                                : ", on topic " + pipeline.topics().deadLetters()));
        return lines;
    }

    private static void model(Pipeline pipeline, StoredSnapshot stored, List<String> lines) {
        Snapshot snapshot = SafeTensors.decode(stored.bytes());
        lines.add(
                String.format(
                        Locale.ROOT,
                        "learnt     %,d examples in %,d steps",
                        snapshot.examples(),
                        snapshot.step()));
        lines.add(
                String.format(
                        Locale.ROOT,
                        "published  version %d on topic %s",
                        snapshot.version(),
                        pipeline.topics().snapshots()));
    }

    private static Optional<Report> last(TrainingOutcome outcome, Predicate<Report> condition) {
        return outcome.reports().stream().filter(condition).reduce((before, after) -> after);
    }
}
