package dev.gradstream.job.report;

import java.util.regex.Pattern;

/** Text from a topic, as it may reach a terminal. */
public final class OneLine {
    /** Both sets: many terminals take the one-character forms from U+0080 on as well. */
    private static final Pattern CONTROL = Pattern.compile("\\p{gc=Cc}");

    private OneLine() {}

    /**
     * The text with a replacement character for each control character: a stranger's record must
     * not move the cursor, change colours, or begin a line of its own.
     */
    public static String of(String text) {
        return CONTROL.matcher(text).replaceAll("\uFFFD");
    }
}
