package dev.gradstream.model.data.field;

import ch.randelshofer.fastdoubleparser.JavaFloatParser;
import dev.gradstream.model.data.Excerpt;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.RefusedRecordException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * Decimal numbers as text: digits with an optional sign, point and exponent, in any locale.
 *
 * <p>The value is that of {@link Float#parseFloat}; what only Java writes (hexadecimal floats, a
 * trailing {@code d} or {@code f}) is no number here.
 */
public final class FiniteNumber {
    /** Longest text of a number, in bytes. */
    public static final int MAX_LENGTH = 1000;

    private static final Set<String> SPELT_OUT =
            Set.of("nan", "inf", "infinity", "1.#inf", "1.#ind", "1.#qnan");
    private static final int LONGEST_SPELT_OUT = 16;

    private FiniteNumber() {}

    /**
     * The number between two positions; spaces and tabs around it are ignored.
     *
     * @param field whose value it is, for messages
     */
    public static float parse(String field, byte[] bytes, int from, int to)
            throws RefusedRecordException {
        int start = from;
        int end = to;
        while (start < end && isBlank(bytes[start])) {
            start++;
        }
        while (end > start && isBlank(bytes[end - 1])) {
            end--;
        }
        if (start == end) {
            throw new RefusedRecordException(
                    Reason.MISSING_VALUE, field + " is empty; a number belongs there");
        }
        if (end - start > MAX_LENGTH || !isDecimal(bytes, start, end)) {
            throw refusal(field, bytes, start, end);
        }
        return finite(field, bytes, start, end);
    }

    /**
     * The number that the characters between two positions are by the grammar of JSON.
     *
     * @param field whose value it is, for messages
     */
    public static float parse(String field, char[] characters, int from, int to)
            throws RefusedRecordException {
        float value = JavaFloatParser.parseFloat(characters, from, to - from);
        if (!Float.isFinite(value)) {
            throw notFinite(field, Excerpt.of(new String(characters, from, to - from)));
        }
        return value;
    }

    /**
     * A number of 64 bits as one of 32.
     *
     * @param field whose value it is, for messages
     */
    public static float of(String field, double number) throws RefusedRecordException {
        float value = (float) number;
        if (!Float.isFinite(value)) {
            throw notFinite(field, Excerpt.of(Double.toString(number)));
        }
        return value;
    }

    private static float finite(String field, byte[] bytes, int start, int end)
            throws RefusedRecordException {
        float value;
        try {
            value = JavaFloatParser.parseFloat(bytes, start, end - start);
        } catch (NumberFormatException e) {
            throw refusal(field, bytes, start, end);
        }
        if (!Float.isFinite(value)) {
            throw notFinite(field, Excerpt.of(bytes, start, end));
        }
        return value;
    }

    private static boolean isBlank(byte character) {
        return character == ' ' || character == '\t';
    }

    private static boolean isDecimal(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            byte character = bytes[i];
            boolean allowed =
                    (character >= '0' && character <= '9')
                            || character == '.'
                            || character == '-'
                            || character == '+'
                            || character == 'e'
                            || character == 'E';
            if (!allowed) {
                return false;
            }
        }
        return true;
    }

    private static RefusedRecordException refusal(String field, byte[] bytes, int start, int end) {
        if (end - start <= LONGEST_SPELT_OUT) {
            String text = new String(bytes, start, end - start, StandardCharsets.US_ASCII);
            boolean signed = text.startsWith("-") || text.startsWith("+");
            String word = (signed ? text.substring(1) : text).toLowerCase(Locale.ROOT);
            if (SPELT_OUT.contains(word)) {
                return notFinite(field, Excerpt.of(bytes, start, end));
            }
        }
        return new RefusedRecordException(
                Reason.NOT_A_NUMBER,
                field + " is " + Excerpt.of(bytes, start, end) + "; a number belongs there");
    }

    /**
     * The refusal of what is no finite number.
     *
     * @param shown an excerpt of it
     */
    public static RefusedRecordException notFinite(String field, String shown) {
        return new RefusedRecordException(
                Reason.NOT_FINITE,
                field + " is " + shown + "; a finite number that fits into 32 bits belongs there");
    }
}
