package dev.gradstream.model.learn.scaler;

import java.util.Arrays;

/** What a scaler has learnt, as plain arrays with a number for each column. */
public sealed interface ScalerState {
    /** Of what is not scaled. */
    ScalerState NONE = new None();

    /** How many columns it is of; 0 for none. */
    int columns();

    /** In words, as {@code standard scaling of 3 columns}. */
    String description();

    /** There are no statistics. */
    record None() implements ScalerState {
        @Override
        public int columns() {
            return 0;
        }

        @Override
        public String description() {
            return "no scaling";
        }
    }

    /**
     * Welford's accumulators.
     *
     * @param count rows seen; the sum of what they count where older ones fade
     * @param mean of each column
     * @param m2 sum of squared distances from the mean, of each column
     * @param seen what the rows count that had each column; empty where every row had all
     */
    record Standard(double count, double[] mean, double[] m2, double[] seen)
            implements ScalerState {
        public Standard {
            if (!(count >= 0 && Double.isFinite(count)) || mean.length != m2.length) {
                throw new IllegalArgumentException(
                        "statistics of %s rows, %d means and %d sums of squares make no sense"
                                .formatted(count, mean.length, m2.length));
            }
            if (!Arrays.stream(mean).allMatch(Double::isFinite)
                    || !Arrays.stream(m2).allMatch(sum -> Double.isFinite(sum) && sum >= 0)) {
                throw new IllegalArgumentException(
                        "a scaler's means must be finite, its squared deviations finite and 0 or"
                                + " more");
            }
            requireSeen(seen, count, mean.length);
        }

        /** Of rows that lacked nothing. */
        public Standard(double count, double[] mean, double[] m2) {
            this(count, mean, m2, new double[0]);
        }

        @Override
        public int columns() {
            return mean.length;
        }

        @Override
        public String description() {
            return "standard scaling of " + columns() + " columns";
        }
    }

    /**
     * The smallest and largest number of each column.
     *
     * @param count rows seen
     * @param min of each column; 0 before the first row
     * @param max of each column; 0 before the first row
     * @param seen how many rows had each column; empty where none may lack any
     * @param mean of each column, over the rows that had it; empty where none may lack any
     */
    record MinMax(long count, double[] min, double[] max, double[] seen, double[] mean)
            implements ScalerState {
        public MinMax {
            if (count < 0 || min.length != max.length) {
                throw new IllegalArgumentException(
                        "statistics of %d rows, %d smallest and %d largest numbers make no sense"
                                .formatted(count, min.length, max.length));
            }
            for (int j = 0; j < min.length; j++) {
                if (!(min[j] <= max[j] && Double.isFinite(max[j] - min[j]))) {
                    throw new IllegalArgumentException(
                            "a scaler's smallest numbers must be finite and not above the largest,"
                                    + " got "
                                    + min[j]
                                    + " and "
                                    + max[j]);
                }
            }
            requireSeen(seen, (double) count, min.length);
            if (mean.length != seen.length || !Arrays.stream(mean).allMatch(Double::isFinite)) {
                throw new IllegalArgumentException(
                        "a scaler's means must be finite and as many as the counts beside them");
            }
        }

        /** Of rows that may lack nothing. */
        public MinMax(long count, double[] min, double[] max) {
            this(count, min, max, new double[0], new double[0]);
        }

        /** Whether it can say what stands for a missing value. */
        public boolean hasMeans() {
            return mean.length > 0;
        }

        @Override
        public int columns() {
            return min.length;
        }

        @Override
        public String description() {
            String means = hasMeans() ? " with their means" : "";
            return "min_max scaling of " + columns() + " columns" + means;
        }
    }

    private static void requireSeen(double[] seen, double count, int columns) {
        if ((seen.length != 0 && seen.length != columns)
                || !Arrays.stream(seen).allMatch(rows -> rows >= 0 && rows <= count)) {
            throw new IllegalArgumentException(
                    "a scaler's columns must each have been seen in 0 or more rows, and in no more"
                            + " than there were");
        }
    }
}
