package dev.gradstream.model.graph;

/**
 * Random numbers that are a function of a key and a counter, the same on every machine.
 *
 * <p>{@link #uniform} is Squares of Bernard Widynski, "Squares: A Fast Counter-Based RNG"
 * (arXiv:2004.06278), four rounds. {@link #bits} is for many numbers at a time: two rounds of
 * lowbias32, the mixing function of Chris Wellons' "Prospecting for Hash Functions" (2018), in 32
 * bits and without a branch, so that the JIT compiler vectorises a loop over it.
 */
public final class CounterRandom {
    private static final float UNIT = 0x1p-24f;

    private CounterRandom() {}

    /** A key for one stream of numbers out of a seed: odd, with its bits well mixed. */
    public static long key(long seed, long stream) {
        return mix(mix(seed) + 0x9e3779b97f4a7c15L * (stream + 1)) | 1;
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood, 2014). */
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** A number in [0, 1), a multiple of 2<sup>−24</sup>. */
    public static float uniform(long key, long step, int element) {
        return (squares(key, (step << 32) + element) >>> 8) * UNIT;
    }

    /** The key of one step out of a stream's key. */
    public static long stepKey(long key, long step) {
        return mix(key + 0x9e3779b97f4a7c15L * step);
    }

    /** 24 random bits for an element: a number in [0, 2<sup>24</sup>). */
    public static int bits(long stepKey, int element) {
        return lowbias32(lowbias32(element + (int) stepKey) + (int) (stepKey >>> 32)) >>> 8;
    }

    /** A value where the number drawn is not below the threshold, else 0; without a branch. */
    public static int unlessBelow(int threshold, int drawn, int value) {
        return value & ~((drawn - threshold) >> 31);
    }

    private static int lowbias32(int value) {
        int x = value;
        x ^= x >>> 16;
        x *= 0x7feb352d;
        x ^= x >>> 15;
        x *= 0x846ca68b;
        return x ^ (x >>> 16);
    }

    private static int squares(long key, long counter) {
        long y = counter * key;
        long z = y + key;
        long x = rotate(y * y + y);
        x = rotate(x * x + z);
        x = rotate(x * x + y);
        return (int) ((x * x + z) >>> 32);
    }

    private static long rotate(long x) {
        return Long.rotateLeft(x, 32);
    }
}
