package dev.gradstream.model.data.field;

import dev.gradstream.model.data.Excerpt;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.RefusedRecordException.Reason;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;

/**
 * Times as text: epoch milliseconds, or ISO-8601 with an offset, as {@code 2026-11-21T08:00:00Z}.
 */
public final class EventTime {
    /** Longest text of a time, in bytes: nanoseconds, a year of ten digits and an offset fit. */
    private static final int MAX_LENGTH = 48;

    /** Every number of so many digits fits a long. */
    private static final int MAX_DIGITS = 18;

    private EventTime() {}

    /**
     * Epoch milliseconds.
     *
     * @param field whose value it is, for messages
     */
    public static long parse(String field, byte[] bytes, int from, int to)
            throws RefusedRecordException {
        if (from == to) {
            throw new RefusedRecordException(
                    Reason.MISSING_VALUE, field + " is empty; a time belongs there");
        }
        boolean negative = bytes[from] == '-';
        int digits = negative ? from + 1 : from;
        if (isWholeNumber(bytes, digits, to)) {
            long value = 0;
            for (int i = digits; i < to; i++) {
                value = 10 * value + (bytes[i] - '0');
            }
            return negative ? -value : value;
        }
        return parseIso(field, bytes, from, to);
    }

    private static boolean isWholeNumber(byte[] bytes, int from, int to) {
        if (from == to || to - from > MAX_DIGITS) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
        }
        return true;
    }

    private static long parseIso(String field, byte[] bytes, int from, int to)
            throws RefusedRecordException {
        if (to - from > MAX_LENGTH) {
            throw notATime(field, bytes, from, to);
        }
        try {
            return OffsetDateTime.parse(new String(bytes, from, to - from, StandardCharsets.UTF_8))
                    .toInstant()
                    .toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw notATime(field, bytes, from, to);
        }
    }

    private static RefusedRecordException notATime(String field, byte[] bytes, int from, int to) {
        return new RefusedRecordException(
                Reason.NOT_A_TIME,
                field
                        + " is "
                        + Excerpt.of(bytes, from, to)
                        + "; epoch milliseconds or an ISO-8601 time with its offset"
                        + " (2026-11-21T08:00:00Z) belongs there");
    }
}
