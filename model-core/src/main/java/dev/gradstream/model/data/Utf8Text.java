package dev.gradstream.model.data;

import java.nio.charset.StandardCharsets;

/** Characters as UTF-8, in a buffer that is used again. */
final class Utf8Text {
    private byte[] bytes = new byte[64];
    private int length;

    /** Takes the characters between two positions. */
    void set(char[] characters, int from, int to) {
        length = to - from;
        if (length > bytes.length) {
            bytes = new byte[Math.max(length, 2 * bytes.length)];
        }
        for (int i = 0; i < length; i++) {
            char character = characters[from + i];
            if (character >= 0x80) {
                encodeAll(characters, from, to);
                return;
            }
            bytes[i] = (byte) character;
        }
    }

    /** Numbers and most labels are ASCII; what is not may cost a copy. */
    private void encodeAll(char[] characters, int from, int to) {
        bytes = new String(characters, from, to - from).getBytes(StandardCharsets.UTF_8);
        length = bytes.length;
    }

    /** The buffer; valid from 0 to {@link #length()}. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }
}
