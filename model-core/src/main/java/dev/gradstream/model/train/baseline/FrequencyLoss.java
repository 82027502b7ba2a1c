package dev.gradstream.model.train.baseline;

import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.learn.LearnerConfig;
import dev.gradstream.model.learn.PredictionLoss;
import dev.gradstream.model.learn.scaler.ScalerState;
import dev.gradstream.model.loss.TargetKind;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Of classes: what each weighs in all is kept, and the loss of one example of each is taken. One
 * example of each class counts as known from the start (Laplace), so that none is impossible.
 */
final class FrequencyLoss extends ConstantLoss {
    private final TargetKind kind;
    private final int outputs;
    private final int classes;

    /** What each class weighs: of each output that says yes or no, of no and of yes. */
    private final double[] known;

    private final double[] since;

    /** A target of each class. */
    private final float[] oneOfEach;

    /** The same outputs for each class. */
    private final float[] constants;

    FrequencyLoss(LearnerConfig config, Supplier<ScalerState> unit) {
        super(config, unit, classes(config));
        kind = config.loss().targetKind(config.targetCount());
        outputs = config.network().outFeatures(config.featureCount());
        classes = classes(config);
        known = new double[kind == TargetKind.YES_OR_NO ? 2 * outputs : outputs];
        since = new double[known.length];
        oneOfEach = oneOfEach();
        constants = new float[classes * outputs];
    }

    private static int classes(LearnerConfig config) {
        return config.loss().targetKind(config.targetCount()) == TargetKind.YES_OR_NO
                ? 2
                : config.network().outFeatures(config.featureCount());
    }

    @Override
    public void take(
            MiniBatch batch, float[] weights, int firstRow, int rows, float[] ofTheNetwork) {
        int end = firstRow + rows;
        if (kind == TargetKind.CLASS) {
            for (int row = firstRow; row < end; row++) {
                since[(int) batch.targets()[row]] += weights[row];
            }
            return;
        }
        for (int i = 0; i < outputs; i++) {
            double yes = 0;
            double all = 0;
            for (int row = firstRow; row < end; row++) {
                yes += weights[row] * batch.targets()[row * outputs + i];
                all += weights[row];
            }
            if (kind == TargetKind.DISTRIBUTION) {
                since[i] += yes;
            } else {
                since[2 * i] += all - yes;
                since[2 * i + 1] += yes;
            }
        }
    }

    @Override
    double sumOfRows() {
        PredictionLoss loss = loss();
        predict();
        float[] ofEach = loss.of(constants, oneOfEach, classes);
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            for (int i = 0; i < loss.width(); i++) {
                sum += ofEach[c * loss.width() + i] * since[i * classes + c];
            }
        }
        return sum / loss.width();
    }

    private void predict() {
        int width = outputs * classes / known.length;
        for (int from = 0; from < known.length; from += classes) {
            float[] output = meaning().outputsOf(frequencies(from));
            System.arraycopy(output, 0, constants, from / classes * width, width);
        }
        for (int c = 1; c < classes; c++) {
            System.arraycopy(constants, 0, constants, c * outputs, outputs);
        }
    }

    private double[] frequencies(int from) {
        double[] frequencies = Arrays.copyOfRange(known, from, from + classes);
        double sum = classes;
        for (int c = 0; c < classes; c++) {
            sum += frequencies[c];
        }
        for (int c = 0; c < classes; c++) {
            frequencies[c] = (frequencies[c] + 1) / sum;
        }
        return frequencies;
    }

    private float[] oneOfEach() {
        int width = kind == TargetKind.CLASS ? 1 : outputs;
        float[] targets = new float[classes * width];
        for (int c = 0; c < classes; c++) {
            switch (kind) {
                case CLASS -> targets[c] = c;
                case DISTRIBUTION -> targets[c * width + c] = 1;
                default -> Arrays.fill(targets, c * width, (c + 1) * width, c);
            }
        }
        return targets;
    }

    @Override
    void know() {
        for (int i = 0; i < known.length; i++) {
            known[i] += since[i];
        }
        clear();
    }

    @Override
    public void clear() {
        Arrays.fill(since, 0);
    }

    @Override
    List<double[]> numbers() {
        return List.of(known.clone(), since.clone());
    }

    @Override
    void loadNumbers(List<double[]> numbers) {
        System.arraycopy(numbers.get(0), 0, known, 0, known.length);
        System.arraycopy(numbers.get(1), 0, since, 0, since.length);
    }
}
