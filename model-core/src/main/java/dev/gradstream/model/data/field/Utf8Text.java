package dev.gradstream.model.data.field;

import dev.gradstream.model.data.RefusedRecordException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A text as a range of UTF-8 bytes: of somebody else's, or of a buffer that is used again. */
public final class Utf8Text {
    private byte[] buffer = new byte[64];
    private byte[] bytes = buffer;
    private int from;
    private int to;

    /** Stands for bytes between two positions, which stay where they are. */
    public Utf8Text view(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        return this;
    }

    /**
     * Takes the characters between two positions.
     *
     * @param field whose value it is, for messages
     * @throws RefusedRecordException if they hold half of a surrogate pair: they are no text then,
     *     and whatever stood in for the half would make equal what is not
     */
    public Utf8Text set(String field, char[] characters, int from, int to)
            throws RefusedRecordException {
        int length = to - from;
        clear(length);
        byte[] ascii = buffer;
        int all = 0;
        for (int i = 0; i < length; i++) {
            char character = characters[from + i];
            all |= character;
            ascii[i] = (byte) character;
        }
        if (all >= 0x80) {
            return encodeAll(field, characters, from, to);
        }
        this.to = length;
        return this;
    }

    /** Takes a copy of another text. */
    public Utf8Text set(Utf8Text other) {
        clear(other.length());
        return append(other);
    }

    /** Takes the decimal digits of a number. */
    public Utf8Text set(long number) {
        clear(20);
        int digits = 1;
        for (long rest = number / 10; rest != 0; rest /= 10) {
            digits++;
        }
        to = number < 0 ? digits + 1 : digits;
        buffer[0] = '-';
        long rest = number;
        for (int i = to - 1; i >= to - digits; i--) {
            buffer[i] = (byte) ('0' + Math.abs(rest % 10));
            rest /= 10;
        }
        return this;
    }

    /** Puts another text behind this one, which must be in its own buffer. */
    public Utf8Text append(Utf8Text other) {
        reserve(other.length());
        System.arraycopy(other.bytes, other.from, buffer, to, other.length());
        to += other.length();
        return this;
    }

    /** Puts a character of ASCII behind this text, which must be in its own buffer. */
    public Utf8Text append(char character) {
        reserve(1);
        buffer[to++] = (byte) character;
        return this;
    }

    /** Becomes empty, in its own buffer. */
    public Utf8Text clear() {
        return clear(0);
    }

    /** The bytes; the text stands from {@link #from()} to {@link #to()}. */
    public byte[] bytes() {
        return bytes;
    }

    /** Position of the first byte. */
    public int from() {
        return from;
    }

    /** One past the position of the last byte. */
    public int to() {
        return to;
    }

    /** How many bytes there are. */
    public int length() {
        return to - from;
    }

    public boolean isEmpty() {
        return from == to;
    }

    private Utf8Text clear(int capacity) {
        from = 0;
        to = 0;
        reserve(capacity);
        bytes = buffer;
        return this;
    }

    private void reserve(int more) {
        if (to + more > buffer.length) {
            byte[] larger = new byte[Math.max(to + more, 2 * buffer.length)];
            System.arraycopy(buffer, 0, larger, 0, to);
            buffer = larger;
            bytes = larger;
        }
    }

    /** Numbers and most labels are ASCII; what is not may cost a copy. */
    private Utf8Text encodeAll(String field, char[] characters, int from, int to)
            throws RefusedRecordException {
        try {
            ByteBuffer encoded =
                    StandardCharsets.UTF_8
                            .newEncoder()
                            .encode(CharBuffer.wrap(characters, from, to - from));
            clear(encoded.remaining());
            this.to = encoded.remaining();
            encoded.get(buffer, 0, this.to);
            return this;
        } catch (CharacterCodingException e) {
            throw Utf8.malformed(field, "holds half of a surrogate pair");
        }
    }
}
