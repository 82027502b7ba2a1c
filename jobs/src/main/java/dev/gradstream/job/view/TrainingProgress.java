package dev.gradstream.job.view;

import dev.gradstream.job.report.OneLine;
import dev.gradstream.job.report.Report;
import dev.gradstream.job.report.SignalReport;
import dev.gradstream.job.run.TrainingListener;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Shows how a training job gets on: a bar that is drawn over on a terminal, a line for each report
 * elsewhere. Any thread may speak.
 */
public final class TrainingProgress implements TrainingListener {
    private static final int BAR = 24;

    private final Terminal terminal;
    private final PrintWriter out;
    private final OptionalLong expected;
    private Optional<String> bar = Optional.empty();

    /**
     * Nothing is shown before the first report.
     *
     * @param expected examples to learn from, as far as is known; empty for an endless stream
     */
    public TrainingProgress(Terminal terminal, PrintWriter out, OptionalLong expected) {
        this.terminal = terminal;
        this.out = out;
        this.expected = expected;
    }

    @Override
    public synchronized void report(Report report) {
        if (terminal.interactive()) {
            draw(bar(report) + ReportText.brief(report));
        } else {
            say(ReportText.full(report));
        }
    }

    @Override
    public synchronized void signal(SignalReport signal) {
        if (!signal.isImproved()) {
            String line =
                    String.format(
                            Locale.ROOT,
                            "step %,d  %s: %s",
                            signal.step(),
                            signal.signal(),
                            signal.message());
            say(OneLine.of(line));
        }
    }

    /** A line of its own, above the bar. */
    public synchronized void say(String line) {
        erase();
        out.println(line);
        bar.ifPresent(out::print);
        out.flush();
    }

    /** Takes the bar away. */
    public synchronized void done() {
        erase();
        bar = Optional.empty();
        out.flush();
    }

    private void draw(String line) {
        erase();
        // One column less: a full line would make some terminals scroll.
        bar = Optional.of(line.substring(0, Math.min(line.length(), terminal.columns() - 1)));
        out.print(bar.get());
        out.flush();
    }

    private void erase() {
        bar.ifPresent(line -> out.print("\r" + " ".repeat(line.length()) + "\r"));
    }

    private String bar(Report report) {
        if (expected.isEmpty()) {
            return "";
        }
        double share =
                Math.min(1.0, report.examples() / (double) Math.max(1, expected.getAsLong()));
        int full = (int) Math.round(share * BAR);
        String done = (terminal.unicode() ? "█" : "#").repeat(full);
        String left = (terminal.unicode() ? "░" : ".").repeat(BAR - full);
        return String.format("%s%s %3.0f %%  ", done, left, 100 * share);
    }
}
