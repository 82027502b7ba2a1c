package dev.gradstream.model.data;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The 64-bit names of examples: XXH64 with seed 0.
 *
 * <p>The formula is that of <a
 * href="https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md">the xxHash
 * specification</a>. It belongs to the data: another hash would hold out other examples, so it does
 * not change.
 */
public final class KeyHash {
    private static final long PRIME_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
    private static final long PRIME_3 = 0x165667B19E3779F9L;
    private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
    private static final long PRIME_5 = 0x27D4EB2F165667C5L;

    /** Their sum modulo 2^64. */
    private static final long PRIMES_1_AND_2 = 0x60EA27EEADC0B5D6L;

    private static final int STRIPE = 32;

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private KeyHash() {}

    /**
     * Hash of a range of bytes; of a text, its UTF-8.
     *
     * @param from first byte
     * @param to one past the last byte
     */
    public static long of(byte[] bytes, int from, int to) {
        int length = to - from;
        int position = from;
        long hash = PRIME_5;
        if (length >= STRIPE) {
            int stripesEnd = to - length % STRIPE;
            hash = stripes(bytes, from, stripesEnd);
            position = stripesEnd;
        }
        return avalanche(tail(hash + length, bytes, position, to));
    }

    /**
     * Hash of an example's content, for records that nothing else names: the little-endian bits of
     * the features, then of the target, each taken as XXH64 takes a last group of four bytes.
     */
    public static long of(float[] features, float[] target) {
        long hash = PRIME_5 + (long) Float.BYTES * (features.length + target.length);
        for (float value : features) {
            hash = takeFourBytes(hash, Float.floatToRawIntBits(value));
        }
        for (float value : target) {
            hash = takeFourBytes(hash, Float.floatToRawIntBits(value));
        }
        return avalanche(hash);
    }

    /**
     * Hash of one of several examples that share a name: of the name's eight little-endian bytes,
     * then the number's four.
     */
    public static long of(long name, int number) {
        long hash = PRIME_5 + Long.BYTES + Integer.BYTES;
        return avalanche(takeFourBytes(takeEightBytes(hash, name), number));
    }

    /**
     * Mixes a hash once more: the finaliser of MurmurHash3, a bijection in which every input bit
     * moves every output bit.
     */
    static long mix(long hash) {
        long mixed = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ (mixed >>> 33);
    }

    /** The upper 53 bits of a hash as a number in [0, 1). */
    static double unit(long hash) {
        return (hash >>> 11) * 0x1p-53;
    }

    private static long stripes(byte[] bytes, int from, int to) {
        long lane1 = PRIMES_1_AND_2;
        long lane2 = PRIME_2;
        long lane3 = 0;
        long lane4 = -PRIME_1;
        for (int i = from; i < to; i += STRIPE) {
            lane1 = round(lane1, (long) LONG.get(bytes, i));
            lane2 = round(lane2, (long) LONG.get(bytes, i + 8));
            lane3 = round(lane3, (long) LONG.get(bytes, i + 16));
            lane4 = round(lane4, (long) LONG.get(bytes, i + 24));
        }
        long hash =
                Long.rotateLeft(lane1, 1)
                        + Long.rotateLeft(lane2, 7)
                        + Long.rotateLeft(lane3, 12)
                        + Long.rotateLeft(lane4, 18);
        hash = merge(hash, lane1);
        hash = merge(hash, lane2);
        hash = merge(hash, lane3);
        return merge(hash, lane4);
    }

    private static long tail(long start, byte[] bytes, int from, int to) {
        long hash = start;
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            hash = takeEightBytes(hash, (long) LONG.get(bytes, i));
        }
        for (; i + Integer.BYTES <= to; i += Integer.BYTES) {
            hash = takeFourBytes(hash, (int) INT.get(bytes, i));
        }
        for (; i < to; i++) {
            hash ^= (bytes[i] & 0xFF) * PRIME_5;
            hash = Long.rotateLeft(hash, 11) * PRIME_1;
        }
        return hash;
    }

    private static long round(long lane, long input) {
        return Long.rotateLeft(lane + input * PRIME_2, 31) * PRIME_1;
    }

    private static long merge(long hash, long lane) {
        return (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
    }

    private static long takeEightBytes(long hash, long bits) {
        return Long.rotateLeft(hash ^ round(0, bits), 27) * PRIME_1 + PRIME_4;
    }

    private static long takeFourBytes(long hash, int bits) {
        return Long.rotateLeft(hash ^ ((bits & 0xFFFFFFFFL) * PRIME_1), 23) * PRIME_2 + PRIME_3;
    }

    private static long avalanche(long start) {
        long hash = (start ^ (start >>> 33)) * PRIME_2;
        hash = (hash ^ (hash >>> 29)) * PRIME_3;
        return hash ^ (hash >>> 32);
    }
}
