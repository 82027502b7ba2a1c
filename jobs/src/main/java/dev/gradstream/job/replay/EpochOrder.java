package dev.gradstream.job.replay;

import java.util.OptionalLong;

/**
 * In which order an epoch takes the rows of a file, in a way that another program can repeat.
 *
 * <p>Without a seed an epoch takes the rows as the file has them. With a seed {@code s}, epoch
 * {@code e} (from 0) shuffles the row numbers {@code 0 .. n-1} by Fisher and Yates:
 *
 * <pre>
 * state = s + e
 * for i = n-1 down to 1:
 *     swap row[i] with row[next() mod (i+1)]        (next() taken as unsigned)
 * </pre>
 *
 * <p>where {@code next()} is SplitMix64, in 64-bit arithmetic that wraps around:
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
public final class EpochOrder {
    private long state;

    private EpochOrder(long seed) {
        state = seed;
    }

    /**
     * The row numbers of one epoch, in the order in which it takes them.
     *
     * @param rows how many rows the file has
     * @param seed of the shuffle; empty for the file's own order
     * @param epoch from 0
     */
    public static int[] of(int rows, OptionalLong seed, int epoch) {
        int[] order = new int[rows];
        for (int i = 0; i < rows; i++) {
            order[i] = i;
        }
        if (seed.isPresent()) {
            new EpochOrder(seed.getAsLong() + epoch).shuffle(order);
        }
        return order;
    }

    private void shuffle(int[] order) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = (int) Long.remainderUnsigned(next(), i + 1L);
            int moved = order[i];
            order[i] = order[j];
            order[j] = moved;
        }
    }

    private long next() {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
