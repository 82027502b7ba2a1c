package dev.gradstream.model.train.baseline;

import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.learn.LearnerConfig;
import dev.gradstream.model.learn.scaler.ScalerState;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Of numbers: the mean of each column so far. The loss is taken of some rows at a time, so where
 * the target is scaled it is by statistics that may be as many rows newer than the model's.
 */
final class MeanLoss extends ConstantLoss {
    private static final int ROWS = 64;

    private final int columns;

    /** Of each column, of all that has come; then what the rows count in all. */
    private final double[] means;

    /** What is put out, in each row; NaN where nothing was known at the last report. */
    private final float[] constants;

    private final float[] targets;
    private final float[] weights;
    private int rows;
    private double sum;

    MeanLoss(LearnerConfig config, Supplier<ScalerState> unit) {
        super(config, unit, ROWS);
        columns = config.targetCount();
        means = new double[columns + 1];
        constants = new float[ROWS * columns];
        targets = new float[ROWS * columns];
        weights = new float[ROWS];
        Arrays.fill(constants, Float.NaN);
    }

    @Override
    public void take(
            MiniBatch batch, float[] ofRows, int firstRow, int count, float[] ofTheNetwork) {
        learn(batch.targets(), ofRows, firstRow, count);
        int done = 0;
        while (done < count) {
            int some = Math.min(count - done, ROWS - rows);
            int from = (firstRow + done) * columns;
            System.arraycopy(batch.targets(), from, targets, rows * columns, some * columns);
            System.arraycopy(ofRows, firstRow + done, weights, rows, some);
            rows += some;
            done += some;
            if (rows == ROWS) {
                sum += ofRows();
                rows = 0;
            }
        }
    }

    private void learn(float[] values, float[] ofRows, int firstRow, int count) {
        double weight = 0;
        for (int column = 0; column < columns; column++) {
            double fromMean = 0;
            weight = 0;
            for (int row = firstRow; row < firstRow + count; row++) {
                weight += ofRows[row];
                fromMean += ofRows[row] * (values[row * columns + column] - means[column]);
            }
            if (weight != 0) {
                means[column] += fromMean / (means[columns] + weight);
            }
        }
        means[columns] += weight;
    }

    private double ofRows() {
        return rows == 0 || Float.isNaN(constants[0])
                ? 0
                : loss().sum(constants, targets, weights, rows);
    }

    @Override
    double sumOfRows() {
        return Float.isNaN(constants[0]) ? Double.NaN : sum + ofRows();
    }

    @Override
    void know() {
        clear();
        if (means[columns] > 0) {
            for (int i = 0; i < constants.length; i++) {
                constants[i] = meaning().outputOf(means[i % columns]);
            }
        }
    }

    @Override
    public void clear() {
        rows = 0;
        sum = 0;
    }

    @Override
    List<double[]> numbers() {
        double[] constant = new double[columns];
        double[] waiting = new double[rows * (columns + 1)];
        for (int column = 0; column < columns; column++) {
            constant[column] = constants[column];
        }
        for (int i = 0; i < rows * columns; i++) {
            waiting[i] = targets[i];
        }
        for (int row = 0; row < rows; row++) {
            waiting[rows * columns + row] = weights[row];
        }
        return List.of(means.clone(), constant, new double[] {sum}, waiting);
    }

    @Override
    void loadNumbers(List<double[]> numbers) {
        System.arraycopy(numbers.get(0), 0, means, 0, means.length);
        for (int i = 0; i < constants.length; i++) {
            constants[i] = (float) numbers.get(1)[i % columns];
        }
        sum = numbers.get(2)[0];
        double[] waiting = numbers.get(3);
        rows = waiting.length / (columns + 1);
        for (int i = 0; i < rows * columns; i++) {
            targets[i] = (float) waiting[i];
        }
        for (int row = 0; row < rows; row++) {
            weights[row] = (float) waiting[rows * columns + row];
        }
    }
}
