package dev.gradstream.job.replay;

/**
 * A generator of random numbers that another program can repeat, in 64-bit arithmetic that wraps
 * around:
 *
 * <pre>
 * state += 0x9E3779B97F4A7C15;  z = state
 * z = (z ^ (z &gt;&gt;&gt; 30)) * 0xBF58476D1CE4E5B9
 * z = (z ^ (z &gt;&gt;&gt; 27)) * 0x94D049BB133111EB
 * return z ^ (z &gt;&gt;&gt; 31)
 * </pre>
 *
 * <p>Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
 */
public final class SplitMix64 {
    private static final double ULP = 0x1.0p-53;

    private long state;

    /** A generator whose first number is that of the state {@code seed + 0x9E3779B97F4A7C15}. */
    public SplitMix64(long seed) {
        state = seed;
    }

    /** 64 random bits. */
    public long next() {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /**
     * A whole number from 0 to below a bound: {@code next() mod bound}, next() taken as unsigned.
     *
     * @param bound at least 1
     */
    public int nextInt(int bound) {
        return (int) Long.remainderUnsigned(next(), bound);
    }

    /** A number from 0 to below 1: the upper 53 bits of {@code next()}, divided by 2^53. */
    public double nextDouble() {
        return (next() >>> 11) * ULP;
    }

    /**
     * A number of the normal distribution with mean 0 and variance 1, of two numbers u and v of
     * {@link #nextDouble}: sqrt(-2 ln(1 - u)) cos(2 pi v). Source: Box, Muller, "A note on the
     * generation of random normal deviates", Annals of Mathematical Statistics 29, 1958.
     */
    public double nextGaussian() {
        double radius = Math.sqrt(-2 * Math.log(1 - nextDouble()));
        return radius * Math.cos(2 * Math.PI * nextDouble());
    }

    /** Another generator, whose seed is {@code next()}. */
    public SplitMix64 split() {
        return new SplitMix64(next());
    }
}
