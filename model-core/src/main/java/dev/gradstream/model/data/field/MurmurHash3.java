package dev.gradstream.model.data.field;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * MurmurHash3 x86 32-bit with seed 0, as a signed number: the hash behind hashed columns. Other
 * languages have it as {@code mmh3.hash(text)} and scikit-learn's {@code murmurhash3_32(text)}.
 *
 * <p>It belongs to the data: another hash would mean other inputs to a network, so it does not
 * change. Source: Austin Appleby, <a
 * href="https://github.com/aappleby/smhasher/blob/master/src/MurmurHash3.cpp">MurmurHash3.cpp</a>.
 */
public final class MurmurHash3 {
    private static final int C1 = 0xCC9E2D51;
    private static final int C2 = 0x1B873593;
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private MurmurHash3() {}

    /**
     * Hash of a range of bytes; of a text, its UTF-8.
     *
     * @param from first byte
     * @param to one past the last byte
     */
    public static int of(byte[] bytes, int from, int to) {
        int hash = 0;
        int i = from;
        for (; i + Integer.BYTES <= to; i += Integer.BYTES) {
            hash = Integer.rotateLeft(hash ^ mix((int) INT.get(bytes, i)), 13) * 5 + 0xE6546B64;
        }
        int tail = 0;
        for (int j = to - 1; j >= i; j--) {
            tail = tail << 8 | (bytes[j] & 0xFF);
        }
        return avalanche(hash ^ mix(tail) ^ (to - from));
    }

    /** As {@link #of(byte[], int, int)}. */
    public static int of(Utf8Text text) {
        return of(text.bytes(), text.from(), text.to());
    }

    /**
     * The place of a hash among so many: its absolute value modulo their number, as scikit-learn's
     * {@code FeatureHasher}.
     */
    public static int bucket(int hash, int buckets) {
        return (int) (Math.abs((long) hash) % buckets);
    }

    private static int mix(int block) {
        return Integer.rotateLeft(block * C1, 15) * C2;
    }

    private static int avalanche(int start) {
        int hash = (start ^ (start >>> 16)) * 0x85EBCA6B;
        hash = (hash ^ (hash >>> 13)) * 0xC2B2AE35;
        return hash ^ (hash >>> 16);
    }
}
