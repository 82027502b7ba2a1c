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

    /** To four decimals, or four significant digits where that would hide the number. */
    public static String readable(double value) {
        boolean usual = value == 0 || (Math.abs(value) >= 0.001 && Math.abs(value) < 100_000);
        return String.format(Locale.ROOT, usual ? "%.4f" : "%.3e", value);
    }
}
