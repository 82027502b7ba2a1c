package dev.gradstream.model.learn.scaler;

import java.util.Arrays;

/** The mean of each column over the rows that have it; NaN stands for a missing value. */
final class ColumnMeans {
    private final int columns;
    private final double[] batchSeen;
    private final double[] batchSum;
    private double[] seen;
    private double[] mean;
    private double[] seenBefore;
    private double[] meanBefore;

    ColumnMeans(int columns) {
        this.columns = columns;
        batchSeen = new double[columns];
        batchSum = new double[columns];
        seen = new double[columns];
        mean = new double[columns];
        seenBefore = new double[columns];
        meanBefore = new double[columns];
    }

    /** Takes rows in; {@link #undo} takes them out again. */
    void learn(float[] values, int rows) {
        Arrays.fill(batchSeen, 0);
        Arrays.fill(batchSum, 0);
        for (int row = 0; row < rows; row++) {
            for (int j = 0; j < columns; j++) {
                float value = values[row * columns + j];
                if (!Float.isNaN(value)) {
                    batchSeen[j]++;
                    batchSum[j] += value;
                }
            }
        }
        undo();
        for (int j = 0; j < columns; j++) {
            seen[j] = seenBefore[j] + batchSeen[j];
            double change = batchSum[j] - batchSeen[j] * meanBefore[j];
            mean[j] = batchSeen[j] == 0 ? meanBefore[j] : meanBefore[j] + change / seen[j];
        }
    }

    /** Exchanges what is and what was, which {@link #learn} then writes over. */
    void undo() {
        double[] oldSeen = seen;
        double[] oldMean = mean;
        seen = seenBefore;
        mean = meanBefore;
        seenBefore = oldSeen;
        meanBefore = oldMean;
    }

    /** How many rows had the column. */
    double seen(int column) {
        return seen[column];
    }

    /** The mean of what was there; 0 before anything was. */
    double mean(int column) {
        return mean[column];
    }

    /** A copy of how many rows had each column. */
    double[] seen() {
        return seen.clone();
    }

    /** A copy of the means. */
    double[] mean() {
        return mean.clone();
    }

    /** Replaces both. */
    void load(double[] seen, double[] mean) {
        System.arraycopy(seen, 0, this.seen, 0, columns);
        System.arraycopy(mean, 0, this.mean, 0, columns);
    }
}
