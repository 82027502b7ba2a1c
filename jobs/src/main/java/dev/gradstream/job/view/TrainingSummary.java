package dev.gradstream.job.view;

import dev.gradstream.job.report.Refusals;
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

/** What a training job came to, in a few lines. */
public final class TrainingSummary {
    private static final int MOST_REASONS = 3;

    private TrainingSummary() {}

    /** The lines, from top to bottom. */
    public static List<String> of(Pipeline pipeline, TrainingOutcome outcome) {
        List<String> lines = new ArrayList<>();
        if (outcome.snapshot().isPresent()) {
            model(pipeline, outcome, outcome.snapshot().get(), lines);
        } else {
            lines.add("no version was published");
        }
        outcome.reports()
                .training()
                .ifPresent(scores -> lines.add("training   " + ReportText.scores(scores)));
        outcome.reports()
                .validation()
                .ifPresent(scores -> lines.add("hold-out   " + ReportText.scores(scores)));
        outcome.reports()
                .test()
                .ifPresent(scores -> lines.add("test       " + ReportText.scores(scores)));
        refused(pipeline, outcome.refusals(), lines);
        return lines;
    }

    /** How many, and why: of each of the most frequent reasons the first record. */
    private static void refused(Pipeline pipeline, Refusals refusals, List<String> lines) {
        long count = refusals.count();
        lines.add(
                line(
                        "refused    %,d %s%s",
                        count,
                        count == 1 ? "record" : "records",
                        count == 0 ? "" : ", on topic " + pipeline.topics().deadLetters()));
        refusals.byFrequency().stream()
                .limit(MOST_REASONS)
                .map(r -> line("           %,d %s: %s", r.count(), r.reason(), r.example()))
                .forEach(lines::add);
    }

    private static void model(
            Pipeline pipeline, TrainingOutcome outcome, StoredSnapshot stored, List<String> lines) {
        Snapshot snapshot = SafeTensors.decode(stored.bytes());
        Optional<Report> last = outcome.reports().last();
        long steps = last.map(Report::step).orElse(snapshot.step());
        long examples = last.map(Report::examples).orElse(snapshot.examples());
        lines.add(line("learnt     %,d examples in %,d steps", examples, steps));
        if (steps == 0) {
            lines.add(
                    "           nothing was learnt: the version holds the parameters it began with");
        }
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
}
