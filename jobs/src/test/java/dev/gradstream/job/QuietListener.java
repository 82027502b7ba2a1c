package dev.gradstream.job;

import dev.gradstream.job.report.Report;
import dev.gradstream.job.report.SignalReport;
import dev.gradstream.job.run.TrainingListener;

/** Hears, and says nothing. */
public final class QuietListener implements TrainingListener {
    @Override
    public void report(Report report) {}

    @Override
    public void signal(SignalReport signal) {}
}
