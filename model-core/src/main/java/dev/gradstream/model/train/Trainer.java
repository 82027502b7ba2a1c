package dev.gradstream.model.train;

import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.pipeline.Pipeline;
import java.util.Optional;

/**
 * The training loop of one model over mini-batches: learner, hold-out, early stopping, reports and
 * versions. Knows nothing of Flink or Kafka.
 */
public final class Trainer implements AutoCloseable {

    /**
     * A fresh trainer.
     *
     * @param pipeline what to train
     * @param init parameters (and scaler) to start from instead of random ones
     * @param firstVersion number of the first snapshot to be published
     */
    public static Trainer create(
            Pipeline pipeline, Optional<byte[]> init, long firstVersion, TrainerOutput output) {
        throw new UnsupportedOperationException();
    }

    /** A trainer that goes on bit for bit from {@link #state()}. */
    public static Trainer restore(Pipeline pipeline, byte[] state, TrainerOutput output) {
        throw new UnsupportedOperationException();
    }

    /** Learns from a training batch, or takes held-out rows into the hold-out window. */
    public void accept(MiniBatch batch) {
        throw new UnsupportedOperationException();
    }

    /** The input has ended: last evaluation, best weights, last report, final snapshot. */
    public void finish() {
        throw new UnsupportedOperationException();
    }

    /** Whether early stopping asked for the job to end. */
    public boolean stopRequested() {
        throw new UnsupportedOperationException();
    }

    /** Everything that the future depends on, with a format version in front. */
    public byte[] state() {
        throw new UnsupportedOperationException();
    }

    public long steps() {
        throw new UnsupportedOperationException();
    }

    public long examples() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
