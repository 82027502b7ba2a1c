package dev.gradstream.operator.batch;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.Split;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * The mini-batches that are being filled: of examples to learn from, and of those held out for
 * validation and for a test.
 *
 * <p>As bytes: format version, features, targets, the rows for training, for validation, for the
 * test.
 */
final class PartialBatches {
    private static final int FORMAT_VERSION = 2;

    private final MiniBatch training;
    private final MiniBatch validation;
    private final MiniBatch test;

    PartialBatches(MiniBatchType type) {
        training = type.createBatch(Split.TRAINING);
        validation = type.createBatch(Split.VALIDATION);
        test = type.createBatch(Split.TEST);
    }

    /**
     * Copies an example into the batch that it belongs to.
     *
     * @return that batch
     */
    MiniBatch add(Example example) {
        MiniBatch batch = of(example.split());
        batch.add(example);
        return batch;
    }

    /** The batch of a split. */
    MiniBatch of(Split split) {
        return switch (split) {
            case TRAINING -> training;
            case VALIDATION -> validation;
            case TEST -> test;
        };
    }

    MiniBatch training() {
        return training;
    }

    boolean isEmpty() {
        return training.isEmpty() && validation.isEmpty() && test.isEmpty();
    }

    byte[] encode() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(1024);
        out.writeInt(FORMAT_VERSION);
        out.writeInt(training.featureCount());
        out.writeInt(training.targetCount());
        MiniBatchRows.write(training, out);
        MiniBatchRows.write(validation, out);
        MiniBatchRows.write(test, out);
        return out.getCopyOfBuffer();
    }

    /**
     * Replaces all rows by encoded ones.
     *
     * @throws IOException if they are of another format or do not fit
     */
    void decode(byte[] bytes) throws IOException {
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        int version = in.readInt();
        if (version != FORMAT_VERSION) {
            throw new IOException(
                    "the partial mini-batches' state has format version "
                            + version
                            + ", but this program reads version "
                            + FORMAT_VERSION);
        }
        int features = in.readInt();
        int targets = in.readInt();
        if (features != training.featureCount() || targets != training.targetCount()) {
            throw new IOException(
                    "the checkpoint holds examples of "
                            + features
                            + " features and "
                            + targets
                            + " targets, but the pipeline's have "
                            + training.featureCount()
                            + " and "
                            + training.targetCount());
        }
        MiniBatchRows.read(training, in);
        MiniBatchRows.read(validation, in);
        MiniBatchRows.read(test, in);
    }
}
