package dev.gradstream.model.pipeline;

import dev.gradstream.model.data.Split;
import dev.gradstream.model.optim.Optimizer;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping;
import dev.gradstream.model.pipeline.Pipeline.Test;
import dev.gradstream.model.pipeline.Pipeline.Validation;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.Optional;

/**
 * Whether what is legal by itself fits together: an array, and the trainer's part of a checkpoint,
 * which is an array of bytes, hold less than 2<sup>31</sup> elements.
 */
final class SizeCheck {
    private static final long MAX_ELEMENTS = Integer.MAX_VALUE;

    /** For names, metrics and whatever else does not grow with the network. */
    private static final long SLACK_BYTES = 64L << 20;

    // Weight, key, event time, partition and offset of a held-out example.
    private static final int ROW_BYTES = 4 + 8 + 8 + 4 + 8;

    private final Section root;
    private final NetworkSize network;
    private final int featureCount;
    private final int targetCount;

    SizeCheck(Section root, NetworkSize network, int featureCount, int targetCount) {
        this.root = root;
        this.network = network;
        this.featureCount = featureCount;
        this.targetCount = targetCount;
    }

    /** Reports what is too large together, and a network that has nothing to learn. */
    void check(
            Pipeline.Training training,
            Optional<Validation> validation,
            Optional<Test> test,
            Optimizer optimizer,
            Optional<EarlyStopping> earlyStopping) {
        if (network.parameters() == 0) {
            refuse("has no parameters to learn; add a layer that has, as Linear");
        }
        checkBatch(training.batchSize());
        int copies = 1 + optimizer.state().size() + (keepsBest(earlyStopping) ? 1 : 0);
        long parameterBytes = network.parameters() * copies * Float.BYTES + SLACK_BYTES;
        if (parameterBytes > MAX_ELEMENTS) {
            refuseParameters(copies);
        } else {
            long left = MAX_ELEMENTS - parameterBytes;
            int held = validation.map(Validation::window).orElse(0);
            validation.ifPresent(v -> checkWindow("validation", held, left));
            if (held * rowBytes() <= left) {
                test.ifPresent(t -> checkWindow("test", t.window(), left - held * rowBytes()));
            }
        }
    }

    private static boolean keepsBest(Optional<EarlyStopping> earlyStopping) {
        return earlyStopping
                .filter(rule -> rule.restoreBest() || rule.metric().split() == Split.VALIDATION)
                .isPresent();
    }

    private void checkBatch(int batchSize) {
        if (batchSize * network.widest() > MAX_ELEMENTS) {
            place("training", "batch_size")
                    .refuse(
                            batchSize
                                    + " rows of "
                                    + network.widest()
                                    + " values, as many as the widest layer has, are more than "
                                    + MAX_ELEMENTS
                                    + " numbers; write at most "
                                    + MAX_ELEMENTS / network.widest());
        }
    }

    private long rowBytes() {
        return ((long) featureCount + targetCount) * Float.BYTES + ROW_BYTES;
    }

    private void checkWindow(String section, long window, long bytesLeft) {
        long rowBytes = rowBytes();
        if (window * rowBytes > bytesLeft) {
            place(section, "window")
                    .refuse(
                            window
                                    + " held-out examples of "
                                    + featureCount
                                    + " features take "
                                    + window * rowBytes
                                    + " bytes of a checkpoint, and "
                                    + bytesLeft
                                    + " are left beside the network; write at most "
                                    + bytesLeft / rowBytes);
        }
    }

    private void refuseParameters(int copies) {
        refuse(
                "%d parameters are kept %d times in a checkpoint, with the optimizer's state and the"
                                .formatted(network.parameters(), copies)
                        + " best weights; at most "
                        + (MAX_ELEMENTS - SLACK_BYTES) / ((long) Float.BYTES * copies)
                        + " can be kept so often");
    }

    /** A key; where the file leaves it to its default, the section, or the model. */
    private Value place(String section, String key) {
        Optional<Value> whole = root.optional(section);
        return whole.flatMap(Value::section)
                .flatMap(keys -> keys.optional(key))
                .or(() -> whole)
                .or(() -> root.optional("model"))
                .orElseThrow();
    }

    private void refuse(String message) {
        root.optional("model").orElseThrow().refuse(message);
    }
}
