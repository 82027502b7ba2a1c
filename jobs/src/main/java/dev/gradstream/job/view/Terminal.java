package dev.gradstream.job.view;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * What standard output can show.
 *
 * @param interactive whether a person watches, so that a line may be drawn over
 * @param columns characters in a line
 * @param unicode whether block characters can be shown
 */
public record Terminal(boolean interactive, int columns, boolean unicode) {
    private static final int USUAL_COLUMNS = 80;

    /**
     * Standard output as {@code ./gradstream} found it, told by system properties; a JVM cannot see
     * by itself whether a terminal shows what it prints.
     */
    public static Terminal standardOutput() {
        return new Terminal(
                Boolean.getBoolean("gradstream.terminal"),
                Integer.getInteger("gradstream.columns", USUAL_COLUMNS),
                encoding().equals(StandardCharsets.UTF_8));
    }

    private static Charset encoding() {
        String name = System.getProperty("stdout.encoding", System.getProperty("native.encoding"));
        return name == null ? Charset.defaultCharset() : Charset.forName(name);
    }
}
