package dev.gradstream.model.train;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes what {@link StateReader} reads: big-endian values, lists with their length in front. */
final class StateWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    byte[] toBytes() {
        return out.toByteArray();
    }

    void writeInt(int value) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }

    void writeLong(long value) {
        out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    void writeDouble(double value) {
        writeLong(Double.doubleToRawLongBits(value));
    }

    void writeBoolean(boolean value) {
        out.write(value ? 1 : 0);
    }

    void writeBytes(byte[] values) {
        writeInt(values.length);
        out.writeBytes(values);
    }

    void writeString(String value) {
        writeBytes(value.getBytes(StandardCharsets.UTF_8));
    }

    void writeInts(int[] values, int length) {
        writeInt(length);
        byte[] bytes = new byte[Math.multiplyExact(length, Integer.BYTES)];
        ByteBuffer.wrap(bytes).asIntBuffer().put(values, 0, length);
        out.writeBytes(bytes);
    }

    void writeLongs(long[] values, int length) {
        writeInt(length);
        byte[] bytes = new byte[Math.multiplyExact(length, Long.BYTES)];
        ByteBuffer.wrap(bytes).asLongBuffer().put(values, 0, length);
        out.writeBytes(bytes);
    }

    void writeFloats(float[] values, int length) {
        writeInt(length);
        byte[] bytes = new byte[Math.multiplyExact(length, Float.BYTES)];
        ByteBuffer.wrap(bytes).asFloatBuffer().put(values, 0, length);
        out.writeBytes(bytes);
    }

    void writeDoubles(double[] values, int length) {
        writeInt(length);
        byte[] bytes = new byte[Math.multiplyExact(length, Double.BYTES)];
        ByteBuffer.wrap(bytes).asDoubleBuffer().put(values, 0, length);
        out.writeBytes(bytes);
    }

    <T> void writeList(List<T> values, Consumer<T> element) {
        writeInt(values.size());
        values.forEach(element);
    }

    <T> void writeOptional(Optional<T> value, Consumer<T> present) {
        writeBoolean(value.isPresent());
        value.ifPresent(present);
    }
}
