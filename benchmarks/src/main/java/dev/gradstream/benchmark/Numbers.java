package dev.gradstream.benchmark;

/**
 * The numbers that every peer starts from: initial parameters and data. Each is a hash
 * (MurmurHash3's {@code fmix32}) of its stream and place, which is four lines in any language.
 */
public final class Numbers {
    private static final int FEATURES = 1000;
    private static final int TARGETS = 2000;
    private static final int STREAM_STRIDE = 0x9E3779B9;

    private Numbers() {}

    /** A number in [-1, 1). */
    public static float value(int stream, int index) {
        int h = stream * STREAM_STRIDE + index;
        h ^= h >>> 16;
        h *= 0x85EBCA6B;
        h ^= h >>> 13;
        h *= 0xC2B2AE35;
        h ^= h >>> 16;
        return (h >>> 8) * 0x1p-23f - 1;
    }

    /** {@code [out, in]}, row-major: uniform within PyTorch's bound, 1 / √in. */
    public static float[] weight(int linear, int in, int out) {
        return values(2 * linear, in * out, (float) (1 / Math.sqrt(in)));
    }

    /** {@code [out]}, within the same bound. */
    public static float[] bias(int linear, int in, int out) {
        return values(2 * linear + 1, out, (float) (1 / Math.sqrt(in)));
    }

    /** {@code [rows, width]} of one batch. */
    public static float[] features(int batch, int rows, int width) {
        return values(FEATURES + batch, rows * width, 1);
    }

    /** The target of each row of one batch: a class number, below 2 if there is one output. */
    public static float[] targets(int batch, int rows, int outputs) {
        int classes = Math.max(2, outputs);
        float[] targets = values(TARGETS + batch, rows, 1);
        for (int i = 0; i < rows; i++) {
            targets[i] = (float) Math.floor((targets[i] + 1) / 2 * classes);
        }
        return targets;
    }

    private static float[] values(int stream, int count, float bound) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = value(stream, i) * bound;
        }
        return values;
    }
}
