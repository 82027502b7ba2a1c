package dev.gradstream.benchmark.library;

/** A network that learns, and the batches that lie ready for it in the heap. */
public interface LearnStep extends AutoCloseable {

    /**
     * Copies the next batch in, forward, backward, update.
     *
     * @return the mean loss of the batch before the update
     */
    double run();

    @Override
    default void close() {}
}
