package dev.gradstream.model.train;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads what {@link StateWriter} wrote. No length is believed before the bytes for it are there, so
 * no more memory is taken than the state itself takes.
 */
final class StateReader {
    private final ByteBuffer in;

    StateReader(byte[] bytes) {
        in = ByteBuffer.wrap(bytes);
    }

    int readInt() {
        require(Integer.BYTES);
        return in.getInt();
    }

    long readLong() {
        require(Long.BYTES);
        return in.getLong();
    }

    double readDouble() {
        return Double.longBitsToDouble(readLong());
    }

    boolean readBoolean() {
        require(1);
        byte value = in.get();
        if (value != 0 && value != 1) {
            throw new IllegalArgumentException(
                    "the trainer's state needs 0 or 1 at byte "
                            + (in.position() - 1)
                            + ", got "
                            + value);
        }
        return value == 1;
    }

    byte[] readBytes() {
        byte[] values = new byte[readLength(1)];
        in.get(values);
        return values;
    }

    String readString() {
        return new String(readBytes(), StandardCharsets.UTF_8);
    }

    int[] readInts() {
        int[] values = new int[readLength(Integer.BYTES)];
        in.asIntBuffer().get(values);
        skip(values.length * Integer.BYTES);
        return values;
    }

    long[] readLongs() {
        long[] values = new long[readLength(Long.BYTES)];
        in.asLongBuffer().get(values);
        skip(values.length * Long.BYTES);
        return values;
    }

    float[] readFloats() {
        float[] values = new float[readLength(Float.BYTES)];
        in.asFloatBuffer().get(values);
        skip(values.length * Float.BYTES);
        return values;
    }

    double[] readDoubles() {
        double[] values = new double[readLength(Double.BYTES)];
        in.asDoubleBuffer().get(values);
        skip(values.length * Double.BYTES);
        return values;
    }

    /**
     * @param leastBytes bytes that the shortest element takes, at least 1
     */
    <T> List<T> readList(int leastBytes, Supplier<T> element) {
        int length = readLength(leastBytes);
        List<T> values = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            values.add(element.get());
        }
        return values;
    }

    <T> Optional<T> readOptional(Supplier<T> present) {
        return readBoolean() ? Optional.of(present.get()) : Optional.empty();
    }

    /** Nothing may follow. */
    void end() {
        if (in.hasRemaining()) {
            throw new IllegalArgumentException(
                    "the trainer's state goes on for "
                            + in.remaining()
                            + " bytes after its end at byte "
                            + in.position());
        }
    }

    private int readLength(int elementBytes) {
        int length = readInt();
        if (length < 0 || (long) length * elementBytes > in.remaining()) {
            throw new IllegalArgumentException(
                    "the trainer's state claims "
                            + length
                            + " elements at byte "
                            + (in.position() - Integer.BYTES)
                            + ", but only "
                            + in.remaining()
                            + " bytes follow");
        }
        return length;
    }

    private void require(int bytes) {
        if (in.remaining() < bytes) {
            throw new IllegalArgumentException(
                    "the trainer's state ends too early, at byte " + in.limit());
        }
    }

    private void skip(int bytes) {
        in.position(in.position() + bytes);
    }
}
