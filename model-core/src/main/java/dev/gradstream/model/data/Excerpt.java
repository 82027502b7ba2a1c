package dev.gradstream.model.data;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.stream.Collectors;

/** Foreign text as it may stand in a message: short, quoted, on one line. */
public final class Excerpt {
    /** Most characters of a text that are shown. */
    public static final int MAX_CHARACTERS = 40;

    /** Most texts of a list that are shown. */
    public static final int MAX_LISTED = 10;

    private Excerpt() {}

    private static final int MAX_SENTENCE = 160;

    /** The text in single quotes, cut to 40 characters, control characters escaped. */
    public static String of(String text) {
        int shown = Math.min(text.length(), MAX_CHARACTERS);
        StringBuilder excerpt = new StringBuilder(shown + 3).append('\'');
        for (int i = 0; i < shown; i++) {
            append(excerpt, text.charAt(i));
        }
        return excerpt.append(shown < text.length() ? "…'" : "'").toString();
    }

    /** As {@link #of(String)} of UTF-8 bytes. */
    public static String of(byte[] bytes, int from, int to) {
        // Four bytes are the longest character: what is cut off here would not be shown anyway.
        int end = Math.min(to, from + 4 * (MAX_CHARACTERS + 1));
        return of(new String(bytes, from, end - from, StandardCharsets.UTF_8));
    }

    /** The texts as {@link #of(String)} shows them, the first ten of them, and how many more. */
    public static String list(Collection<String> texts) {
        String shown =
                texts.stream().limit(MAX_LISTED).map(Excerpt::of).collect(Collectors.joining(", "));
        return texts.size() > MAX_LISTED
                ? shown + " and " + (texts.size() - MAX_LISTED) + " more"
                : shown;
    }

    /** A foreign message without quotes around it, cut to 160 characters. */
    public static String sentence(String text) {
        int shown = Math.min(text.length(), MAX_SENTENCE);
        StringBuilder excerpt = new StringBuilder(shown + 1);
        for (int i = 0; i < shown; i++) {
            append(excerpt, text.charAt(i));
        }
        return excerpt.append(shown < text.length() ? "…" : "").toString();
    }

    private static void append(StringBuilder excerpt, char character) {
        int type = Character.getType(character);
        boolean unprintable =
                type == Character.CONTROL
                        || type == Character.FORMAT
                        || type == Character.SURROGATE
                        || type == Character.LINE_SEPARATOR
                        || type == Character.PARAGRAPH_SEPARATOR;
        if (unprintable) {
            excerpt.append(String.format("\\u%04x", (int) character));
        } else {
            excerpt.append(character);
        }
    }
}
