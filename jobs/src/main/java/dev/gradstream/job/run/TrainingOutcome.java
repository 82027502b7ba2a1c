package dev.gradstream.job.run;

import dev.gradstream.job.report.LatestReports;
import dev.gradstream.job.report.Refusals;
import dev.gradstream.operator.kafka.snapshot.StoredSnapshot;
import java.util.Optional;

/**
 * What a training job left behind.
 *
 * @param reports what its reports came to
 * @param refusals the records that were refused
 * @param snapshot the last version that it published, read back from the topic; empty if it
 *     published none
 */
public record TrainingOutcome(
        LatestReports reports, Refusals refusals, Optional<StoredSnapshot> snapshot) {}
