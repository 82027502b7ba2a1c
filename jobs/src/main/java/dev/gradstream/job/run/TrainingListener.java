package dev.gradstream.job.run;

import dev.gradstream.job.report.Report;
import dev.gradstream.job.report.SignalReport;

/** Hears of a training job while it runs. */
public interface TrainingListener {

    /** How the model does. */
    void report(Report report);

    /** Something that a person should know. */
    void signal(SignalReport signal);
}
