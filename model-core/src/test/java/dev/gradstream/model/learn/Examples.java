package dev.gradstream.model.learn;

import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.Scaling;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.loss.BCEWithLogitsLoss;
import dev.gradstream.model.nn.BatchNorm1d;
import dev.gradstream.model.nn.Dropout;
import dev.gradstream.model.nn.Layer;
import dev.gradstream.model.nn.Linear;
import dev.gradstream.model.nn.ReLU;
import dev.gradstream.model.nn.Sequential;
import dev.gradstream.model.optim.Adam;
import dev.gradstream.model.optim.Optimizer;
import dev.gradstream.model.optim.SGD;
import java.util.List;
import java.util.Random;

/** Small learners and batches for tests. */
final class Examples {
    static final int FEATURES = 6;

    private Examples() {}

    static LearnerConfig config(Optimizer optimizer, Layer... layers) {
        return new LearnerConfig(
                FEATURES,
                1,
                new Sequential(List.of(layers)),
                new BCEWithLogitsLoss(),
                optimizer,
                Scaling.STANDARD,
                42);
    }

    /** Everything that carries state from step to step: momenta, buffers, dropout, scaler. */
    static LearnerConfig stateful() {
        return config(
                new Adam(0.01, 0.9, 0.999, 1e-8, 0.01),
                new Linear(8),
                new BatchNorm1d(1e-5, 0.1, true),
                new ReLU(),
                new Dropout(0.3),
                new Linear(1));
    }

    static LearnerConfig plain() {
        return config(new SGD(0.1), new Linear(8), new ReLU(), new Linear(1));
    }

    /** Rows whose class depends on the sign of the first feature. */
    static MiniBatch batch(long seed, int rows) {
        MiniBatch batch = new MiniBatch(Split.TRAINING, rows, FEATURES, 1);
        Random random = new Random(seed);
        for (int row = 0; row < rows; row++) {
            for (int j = 0; j < FEATURES; j++) {
                batch.features()[row * FEATURES + j] =
                        (float) (random.nextGaussian() * (j + 1) + j);
            }
            batch.targets()[row] = batch.features()[row * FEATURES] > 0 ? 1 : 0;
            batch.weights()[row] = 1;
        }
        batch.setSize(rows);
        return batch;
    }
}
