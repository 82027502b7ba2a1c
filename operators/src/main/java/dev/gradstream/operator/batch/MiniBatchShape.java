package dev.gradstream.operator.batch;

import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.Split;
import java.io.Serializable;

/**
 * What a mini-batch can hold.
 *
 * @param capacity most rows
 * @param features values in a row of features
 * @param targets values in a row of targets
 */
record MiniBatchShape(int capacity, int features, int targets) implements Serializable {
    private static final long serialVersionUID = 1L;

    MiniBatch createBatch(Split split) {
        return new MiniBatch(split, capacity, features, targets);
    }
}
