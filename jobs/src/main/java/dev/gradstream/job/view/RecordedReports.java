package dev.gradstream.job.view;

import dev.gradstream.job.report.Report;
import dev.gradstream.job.report.SignalReport;
import dev.gradstream.job.run.TrainingListener;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps every report on its way to another listener, for a chart. For input that ends: what is kept
 * grows with it.
 */
public final class RecordedReports implements TrainingListener {
    private final TrainingListener listener;
    private final List<Report> reports = new ArrayList<>();

    public RecordedReports(TrainingListener listener) {
        this.listener = listener;
    }

    @Override
    public void report(Report report) {
        reports.add(report);
        listener.report(report);
    }

    @Override
    public void signal(SignalReport signal) {
        listener.signal(signal);
    }

    /** In the order in which they came. */
    public List<Report> reports() {
        return List.copyOf(reports);
    }
}
