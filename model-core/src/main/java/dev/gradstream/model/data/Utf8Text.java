package dev.gradstream.model.data;

import dev.gradstream.model.data.RefusedRecordException.Reason;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Characters as UTF-8, in a buffer that is used again. */
final class Utf8Text {
    private byte[] bytes = new byte[64];
    private int length;

    /**
     * Takes the characters between two positions.
     *
     * @param field whose value it is, for messages
     * @throws RefusedRecordException if they hold half of a surrogate pair: they are no text then,
     *     and whatever stood in for the half would make equal what is not
     */
    void set(String field, char[] characters, int from, int to) throws RefusedRecordException {
        length = to - from;
        if (length > bytes.length) {
            bytes = new byte[Math.max(length, 2 * bytes.length)];
        }
        for (int i = 0; i < length; i++) {
            char character = characters[from + i];
            if (character >= 0x80) {
                encodeAll(field, characters, from, to);
                return;
            }
            bytes[i] = (byte) character;
        }
    }

    /** Numbers and most labels are ASCII; what is not may cost a copy. */
    private void encodeAll(String field, char[] characters, int from, int to)
            throws RefusedRecordException {
        try {
            ByteBuffer encoded =
                    StandardCharsets.UTF_8
                            .newEncoder()
                            .encode(CharBuffer.wrap(characters, from, to - from));
            length = encoded.remaining();
            bytes = new byte[length];
            encoded.get(bytes);
        } catch (CharacterCodingException e) {
            throw malformed(field, "holds half of a surrogate pair");
        }
    }

    /** The buffer; valid from 0 to {@link #length()}. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /**
     * Checks that the bytes between two positions are UTF-8.
     *
     * @param field whose value it is, for messages
     */
    static void requireValid(String field, byte[] bytes, int from, int to)
            throws RefusedRecordException {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                requireDecodable(field, ByteBuffer.wrap(bytes, from, to - from));
                return;
            }
        }
    }

    private static void requireDecodable(String field, ByteBuffer bytes)
            throws RefusedRecordException {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes);
        } catch (CharacterCodingException e) {
            throw malformed(field, "is not UTF-8");
        }
    }

    private static RefusedRecordException malformed(String field, String what) {
        return new RefusedRecordException(
                Reason.MALFORMED, field + " " + what + "; a text in UTF-8 belongs there");
    }
}
