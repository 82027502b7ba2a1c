package dev.gradstream.model.data.format;

import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.RefusedRecordException.Reason;

/**
 * One row of comma-separated values as RFC 4180 writes it, cut into fields in place.
 *
 * <p>A field is a range of the value's bytes; only one that holds doubled quotes is copied, into a
 * buffer that is used again. A line break at the end is ignored, one inside is refused unless
 * quoted.
 */
final class CsvRow {
    private final int[] from;
    private final int[] to;
    private final boolean[] unescaped;
    private byte[] value = {};
    private byte[] scratch = {};
    private int scratchSize;
    private int position;

    /**
     * @param capacity how many fields are kept; more are only counted
     */
    CsvRow(int capacity) {
        from = new int[capacity];
        to = new int[capacity];
        unescaped = new boolean[capacity];
    }

    /**
     * Cuts a value into fields.
     *
     * @param start position of the first byte that belongs to the row
     * @return how many fields there are; 0 for a blank row
     */
    int split(byte[] value, int start) throws RefusedRecordException {
        this.value = value;
        scratchSize = 0;
        position = start;
        int end = withoutLineBreak(start);
        if (start == end) {
            return 0;
        }
        int count = 0;
        boolean more = true;
        while (more) {
            if (position < end && value[position] == '"') {
                quoted(count, end);
            } else {
                plain(count, end);
            }
            count++;
            more = position < end;
            // Behind the comma; a comma at the very end is followed by one more, empty field.
            if (more && ++position == end) {
                keep(count++, end, end, false);
                more = false;
            }
        }
        return count;
    }

    /** The bytes that hold the field. */
    byte[] bytes(int field) {
        return unescaped[field] ? scratch : value;
    }

    /** Position of the field's first byte. */
    int from(int field) {
        return from[field];
    }

    /** One past the position of the field's last byte. */
    int to(int field) {
        return to[field];
    }

    private int withoutLineBreak(int start) {
        int end = value.length;
        if (end > start && value[end - 1] == '\n') {
            end--;
        }
        if (end > start && value[end - 1] == '\r') {
            end--;
        }
        return end;
    }

    private void plain(int field, int end) throws RefusedRecordException {
        int start = position;
        while (position < end && value[position] != ',') {
            byte character = value[position];
            if (character == '\n' || character == '\r') {
                throw malformed(field, "is followed by a line break; a record holds one row");
            }
            if (character == '"') {
                throw malformed(
                        field,
                        "has a quote inside; write the field in quotes and that quote twice");
            }
            position++;
        }
        keep(field, start, position, false);
    }

    private void quoted(int field, int end) throws RefusedRecordException {
        int start = position + 1;
        int doubled = 0;
        position = start;
        while (position < end) {
            if (value[position] != '"') {
                position++;
            } else if (position + 1 < end && value[position + 1] == '"') {
                doubled++;
                position += 2;
            } else {
                break;
            }
        }
        if (position >= end) {
            throw malformed(field, "begins with a quote that is never closed");
        }
        int close = position++;
        if (position < end && value[position] != ',') {
            throw malformed(field, "goes on behind its closing quote; a comma belongs there");
        }
        if (doubled == 0) {
            keep(field, start, close, false);
        } else {
            unescape(field, start, close);
        }
    }

    private void unescape(int field, int start, int close) {
        if (scratch.length < value.length) {
            // Fields of earlier rows are forgotten, and this row's cannot outgrow its value.
            byte[] larger = new byte[value.length];
            System.arraycopy(scratch, 0, larger, 0, scratchSize);
            scratch = larger;
        }
        int begin = scratchSize;
        for (int i = start; i < close; i++) {
            scratch[scratchSize++] = value[i];
            if (value[i] == '"') {
                i++;
            }
        }
        keep(field, begin, scratchSize, true);
    }

    private void keep(int field, int begin, int end, boolean copied) {
        if (field < from.length) {
            from[field] = begin;
            to[field] = end;
            unescaped[field] = copied;
        }
    }

    private static RefusedRecordException malformed(int field, String what) {
        return new RefusedRecordException(
                Reason.MALFORMED, "field " + (field + 1) + " of the row " + what);
    }
}
