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
 * <p>where {@code next()} is {@link SplitMix64}.
 */
public final class EpochOrder {
    private EpochOrder() {}

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
            shuffle(order, new SplitMix64(seed.getAsLong() + epoch));
        }
        return order;
    }

    private static void shuffle(int[] order, SplitMix64 random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int moved = order[i];
            order[i] = order[j];
            order[j] = moved;
        }
    }
}
