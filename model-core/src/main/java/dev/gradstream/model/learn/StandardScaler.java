package dev.gradstream.model.learn;

import dev.gradstream.model.learn.LearnerState.ScalerState;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Scales each column to mean 0 and variance 1, as scikit-learn's {@code StandardScaler}, with
 * statistics learnt from the stream: a batch's mean and sum of squares by two passes, merged into
 * those of all batches before (Chan, Golub and LeVeque, 1979). All in double. Of a column that may
 * be missing, only what is there counts.
 */
final class StandardScaler implements Scaler {
    private static final double EPSILON = Math.ulp(1.0);

    /** Rows whose rounding errors add up, at most. */
    private static final long ROUNDED_TOGETHER = 65_536;

    private final int columns;
    private final BitSet literal;
    private final boolean filled;
    private final double[] batchSeen;
    private final double[] batchMean;
    private final double[] batchM2;
    private final double[] shift;
    private final double[] factor;
    private final float[] filler;
    private long count;
    private double[] mean;
    private double[] m2;
    private double[] absent;
    private long countBefore;
    private double[] meanBefore;
    private double[] m2Before;
    private double[] absentBefore;

    /** Of columns that are all scaled and never missing. */
    StandardScaler(int columns) {
        this(columns, FeatureLayout.MEASUREMENTS);
    }

    StandardScaler(int columns, FeatureLayout layout) {
        this.columns = columns;
        literal = layout.literal();
        filled = layout.filled();
        batchSeen = new double[columns];
        batchMean = new double[columns];
        batchM2 = new double[columns];
        shift = new double[columns];
        factor = new double[columns];
        filler = new float[columns];
        mean = new double[columns];
        m2 = new double[columns];
        absent = new double[columns];
        meanBefore = new double[columns];
        m2Before = new double[columns];
        absentBefore = new double[columns];
    }

    @Override
    public void learn(float[] features, int rows) {
        describe(features, rows);
        swap();
        count = countBefore + rows;
        for (int j = 0; j < columns; j++) {
            double seenBefore = countBefore - absentBefore[j];
            double share = batchSeen[j] == 0 ? 0 : batchSeen[j] / (seenBefore + batchSeen[j]);
            double delta = batchMean[j] - meanBefore[j];
            mean[j] = meanBefore[j] + delta * share;
            m2[j] = m2Before[j] + batchM2[j] + delta * delta * seenBefore * share;
            absent[j] = absentBefore[j] + (rows - batchSeen[j]);
        }
    }

    @Override
    public void undo() {
        swap();
    }

    private void swap() {
        double[] oldMean = mean;
        double[] oldM2 = m2;
        double[] oldAbsent = absent;
        long oldCount = count;
        mean = meanBefore;
        m2 = m2Before;
        absent = absentBefore;
        count = countBefore;
        meanBefore = oldMean;
        m2Before = oldM2;
        absentBefore = oldAbsent;
        countBefore = oldCount;
    }

    private void describe(float[] features, int rows) {
        Arrays.fill(batchSeen, rows);
        Arrays.fill(batchMean, 0);
        Arrays.fill(batchM2, 0);
        for (int row = 0; row < rows; row++) {
            for (int j = 0; j < columns; j++) {
                float value = features[row * columns + j];
                if (filled && Float.isNaN(value)) {
                    batchSeen[j]--;
                } else {
                    batchMean[j] += value;
                }
            }
        }
        for (int j = 0; j < columns; j++) {
            batchMean[j] /= Math.max(1, batchSeen[j]);
        }
        for (int row = 0; row < rows; row++) {
            for (int j = 0; j < columns; j++) {
                float value = features[row * columns + j];
                if (!filled || !Float.isNaN(value)) {
                    double distance = value - batchMean[j];
                    batchM2[j] += distance * distance;
                }
            }
        }
    }

    /**
     * (x − mean) / √variance; a constant column is only shifted, a literal one left as it is. NaN
     * becomes what the mean becomes.
     */
    @Override
    public void scale(float[] features, int firstRow, int rows, float[] scaled) {
        for (int j = 0; j < columns; j++) {
            boolean isLiteral = literal.get(j);
            shift[j] = isLiteral ? 0 : mean[j];
            factor[j] = isLiteral ? 1 : 1 / deviation(j);
            filler[j] = isLiteral ? (float) mean[j] : 0;
        }
        for (int row = 0; row < rows; row++) {
            int from = (firstRow + row) * columns;
            for (int j = 0; j < columns; j++) {
                float value = features[from + j];
                scaled[row * columns + j] =
                        filled && Float.isNaN(value)
                                ? filler[j]
                                : (float) ((value - shift[j]) * factor[j]);
            }
        }
    }

    /**
     * scikit-learn's rule for what is constant up to rounding, too: its bound grows with the rows
     * that are added up. Here those are a batch's, for batches are merged by their means; a stream
     * has no end, and sooner or later the bound would take any column for constant.
     */
    private double deviation(int column) {
        double seen = count - absent[column];
        if (seen == 0) {
            return 1;
        }
        double variance = m2[column] / seen;
        double error = Math.min(seen, ROUNDED_TOGETHER) * EPSILON;
        double rounding = error * mean[column];
        boolean constant = variance <= error * variance + rounding * rounding;
        return constant ? 1 : Math.sqrt(variance);
    }

    @Override
    public ScalerState state() {
        return new ScalerState(
                count,
                mean.clone(),
                m2.clone(),
                Arrays.stream(absent).anyMatch(rows -> rows > 0) ? absent.clone() : new double[0]);
    }

    @Override
    public void load(ScalerState state) {
        Scaler.requireColumns(state, columns);
        count = state.count();
        System.arraycopy(state.mean(), 0, mean, 0, columns);
        System.arraycopy(state.m2(), 0, m2, 0, columns);
        Arrays.fill(absent, 0);
        System.arraycopy(state.absent(), 0, absent, 0, state.absent().length);
    }
}
