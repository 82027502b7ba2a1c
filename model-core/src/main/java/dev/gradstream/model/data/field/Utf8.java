package dev.gradstream.model.data.field;

import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.RefusedRecordException.Reason;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Whether bytes are UTF-8 as the Unicode standard defines it (table 3-7): no overlong forms, no
 * halves of surrogate pairs, nothing above U+10FFFF.
 */
public final class Utf8 {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {}

    /** Whether the bytes between two positions are UTF-8. */
    public static boolean isValid(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            if (i + Long.BYTES <= to && ((long) LONG.get(bytes, i) & HIGH_BITS) == 0) {
                i += Long.BYTES;
            } else if (bytes[i] >= 0) {
                i++;
            } else {
                int length = sequence(bytes, i, to);
                if (length == 0) {
                    return false;
                }
                i += length;
            }
        }
        return true;
    }

    /**
     * Checks that the bytes between two positions are UTF-8.
     *
     * @param field whose value it is, for messages
     */
    public static void requireValid(String field, byte[] bytes, int from, int to)
            throws RefusedRecordException {
        if (!isValid(bytes, from, to)) {
            throw malformed(field, "is not UTF-8");
        }
    }

    static RefusedRecordException malformed(String field, String what) {
        return new RefusedRecordException(
                Reason.MALFORMED, field + " " + what + "; a text in UTF-8 belongs there");
    }

    /**
     * Length of the well-formed sequence that begins with a byte above 0x7F; 0 if there is none.
     */
    private static int sequence(byte[] bytes, int at, int to) {
        int first = bytes[at] & 0xFF;
        int length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
        if (length == 0 || at + length > to) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return secondFits(first, bytes[at + 1] & 0xFF) ? length : 0;
    }

    private static boolean secondFits(int first, int second) {
        return switch (first) {
            case 0xE0 -> second >= 0xA0;
            case 0xED -> second < 0xA0;
            case 0xF0 -> second >= 0x90;
            case 0xF4 -> second < 0x90;
            default -> true;
        };
    }
}
