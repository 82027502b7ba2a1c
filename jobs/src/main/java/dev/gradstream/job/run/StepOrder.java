package dev.gradstream.job.run;

import dev.gradstream.job.report.Report;
import dev.gradstream.job.report.SignalReport;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Passes each signal on behind the report of its step. The two come by topics of their own, which
 * are committed together but read one after the other.
 */
final class StepOrder implements TrainingListener {
    private final TrainingListener listener;
    private final Queue<SignalReport> waiting = new ArrayDeque<>();

    StepOrder(TrainingListener listener) {
        this.listener = listener;
    }

    @Override
    public void report(Report report) {
        listener.report(report);
        while (!waiting.isEmpty() && waiting.element().step() <= report.step()) {
            listener.signal(waiting.remove());
        }
    }

    @Override
    public void signal(SignalReport signal) {
        waiting.add(signal);
    }

    /** There are no more reports: passes on the signals that still wait. */
    void end() {
        waiting.forEach(listener::signal);
        waiting.clear();
    }
}
