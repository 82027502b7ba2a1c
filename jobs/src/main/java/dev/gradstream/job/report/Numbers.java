package dev.gradstream.job.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Numbers as a person reads them. */
public final class Numbers {
    private Numbers() {}

    /** Whole numbers as they are, others to four significant digits; anything else as text. */
    static String readable(JsonNode value) {
        return value.isFloatingPointNumber() ? readable(value.doubleValue()) : value.asText();
    }

    /**
     * To four decimals, large numbers to one; four significant digits where that would hide the
     * number.
     */
    public static String readable(double value) {
        double size = Math.abs(value);
        boolean extreme = value != 0 && (size < 0.001 || size >= 1e9);
        String usual = size < 100_000 ? "%.4f" : "%.1f";
        return String.format(Locale.ROOT, extreme ? "%.3e" : usual, value);
    }
}
