package dev.gradstream.job.replay.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes in Avro's binary encoding, one value after the other. Source: <a
 * href="https://avro.apache.org/docs/1.12.0/specification/">Apache Avro 1.12 specification</a>,
 * "Binary Encoding".
 */
final class AvroOutput {
    private byte[] bytes = new byte[256];
    private int size;

    /** How many bytes there are. */
    int size() {
        return size;
    }

    /** Takes everything back that was written behind so many bytes. */
    void cutTo(int size) {
        this.size = size;
    }

    /** The bytes so far. */
    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    void writeByte(int value) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * size);
        }
        bytes[size++] = (byte) value;
    }

    /** Any int or long: in zig-zag order, in groups of seven bits, the lowest first. */
    void writeLong(long value) {
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            writeByte((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        writeByte((int) rest);
    }

    void writeFloat(float value) {
        writeLittleEndian(Float.floatToIntBits(value), Float.BYTES);
    }

    void writeDouble(double value) {
        writeLittleEndian(Double.doubleToLongBits(value), Double.BYTES);
    }

    /** A text, or bytes that are one: the length, then the bytes. */
    void writeText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        writeLong(utf8.length);
        for (byte value : utf8) {
            writeByte(value);
        }
    }

    private void writeLittleEndian(long bits, int count) {
        for (int i = 0; i < count; i++) {
            writeByte((int) (bits >>> (Byte.SIZE * i)));
        }
    }
}
