package dev.gradstream.job.page.history;

import dev.gradstream.job.report.SignalReport;

/**
 * A signal, and when it came.
 *
 * @param time in epoch milliseconds
 */
public record Chapter(long time, long step, String signal, String message) {
    /** A sentence has far less. */
    private static final int MOST_CHARACTERS = 1000;

    static Chapter of(long time, SignalReport signal) {
        return new Chapter(time, signal.step(), cut(signal.signal()), cut(signal.message()));
    }

    private static String cut(String text) {
        return text.length() <= MOST_CHARACTERS
                ? text
                : text.substring(0, MOST_CHARACTERS - 1) + "…";
    }
}
