package dev.gradstream.model.learn;

import dev.gradstream.model.learn.LearnerState.ScalerState;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Bytes of a {@link LearnerState}, big-endian: format version, step, examples, rows seen by the
 * scaler; then parameters, optimizer state, means and sums of squares, each with its length in
 * front.
 */
public final class LearnerStateSerializer {
    /** What is written. */
    private static final int VERSION = 1;

    private static final int HEADER = Integer.BYTES + 3 * Long.BYTES + 4 * Integer.BYTES;

    private LearnerStateSerializer() {}

    public static byte[] serialize(LearnerState state) {
        ScalerState scaler = state.scaler();
        long floats = (long) state.parameters().length + state.optimizerState().length;
        long doubles = (long) scaler.mean().length + scaler.m2().length;
        long size = HEADER + floats * Float.BYTES + doubles * Double.BYTES;
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(size));
        bytes.putInt(VERSION);
        bytes.putLong(state.step());
        bytes.putLong(state.examples());
        bytes.putLong(scaler.count());
        put(bytes, state.parameters());
        put(bytes, state.optimizerState());
        put(bytes, scaler.mean());
        put(bytes, scaler.m2());
        return bytes.array();
    }

    /**
     * Reads a state. No more memory is taken than the bytes hold; whether the state fits a network
     * is for {@link Learner#restore} to say.
     *
     * @throws IllegalArgumentException if the format version is unknown, or the bytes are not whole
     */
    public static LearnerState deserialize(byte[] serialized) {
        ByteBuffer bytes = ByteBuffer.wrap(serialized);
        try {
            int version = bytes.getInt();
            return switch (version) {
                case 1 -> version1(bytes);
                default ->
                        throw new IllegalArgumentException(
                                "learner state has format version %d, this program reads 1 to %d"
                                        .formatted(version, VERSION));
            };
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException(
                    "learner state is cut off after " + serialized.length + " bytes", e);
        }
    }

    private static LearnerState version1(ByteBuffer bytes) {
        long step = bytes.getLong();
        long examples = bytes.getLong();
        long rows = bytes.getLong();
        float[] parameters = getFloats(bytes);
        float[] optimizerState = getFloats(bytes);
        double[] mean = getDoubles(bytes);
        double[] m2 = getDoubles(bytes);
        if (bytes.hasRemaining()) {
            throw new IllegalArgumentException(
                    "learner state is followed by "
                            + bytes.remaining()
                            + " bytes of something else");
        }
        return new LearnerState(
                parameters, optimizerState, step, examples, new ScalerState(rows, mean, m2));
    }

    private static void put(ByteBuffer bytes, float[] values) {
        bytes.putInt(values.length);
        bytes.asFloatBuffer().put(values);
        bytes.position(bytes.position() + values.length * Float.BYTES);
    }

    private static void put(ByteBuffer bytes, double[] values) {
        bytes.putInt(values.length);
        bytes.asDoubleBuffer().put(values);
        bytes.position(bytes.position() + values.length * Double.BYTES);
    }

    private static float[] getFloats(ByteBuffer bytes) {
        float[] values = new float[length(bytes, Float.BYTES)];
        bytes.asFloatBuffer().get(values);
        bytes.position(bytes.position() + values.length * Float.BYTES);
        return values;
    }

    private static double[] getDoubles(ByteBuffer bytes) {
        double[] values = new double[length(bytes, Double.BYTES)];
        bytes.asDoubleBuffer().get(values);
        bytes.position(bytes.position() + values.length * Double.BYTES);
        return values;
    }

    private static int length(ByteBuffer bytes, int size) {
        int length = bytes.getInt();
        if (length < 0 || length > bytes.remaining() / size) {
            throw new IllegalArgumentException(
                    "learner state says it holds %d numbers, but %d bytes are left"
                            .formatted(length, bytes.remaining()));
        }
        return length;
    }
}
