package dev.gradstream.job.run;

import dev.gradstream.job.report.Report;
import dev.gradstream.operator.kafka.snapshot.StoredSnapshot;
import java.util.List;
import java.util.Optional;

/**
 * What a training job left behind.
 *
 * @param reports in the order in which they came
 * @param deadLetters how many records were refused
 * @param snapshot the last version that it published, read back from the topic; empty if it
 *     published none
 */
public record TrainingOutcome(
        List<Report> reports, long deadLetters, Optional<StoredSnapshot> snapshot) {
    public TrainingOutcome {
        reports = List.copyOf(reports);
    }
}
