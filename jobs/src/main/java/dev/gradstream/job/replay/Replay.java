package dev.gradstream.job.replay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * How often, and in which order, the rows of a file are streamed.
 *
 * @param epochs how many times each row is sent, at least 1
 * @param shuffle seed of the order, which is another one in each epoch (see {@link EpochOrder});
 *     empty for the file's own order
 */
public record Replay(int epochs, OptionalLong shuffle) {

    public Replay {
        if (epochs < 1) {
            throw new IllegalArgumentException("epochs must be at least 1, got " + epochs);
        }
    }

    /** Rows, of a file or a generator, as records. */
    @FunctionalInterface
    public interface Rows {
        /**
         * Hands over the rows, in the file's order, for as long as more are wanted.
         *
         * @return whether more are wanted after the last
         */
        boolean forEach(RecordConsumer consumer) throws IOException;

        /** How many there are, where that is known; may read the whole file. */
        default OptionalLong count() throws IOException {
            return OptionalLong.empty();
        }

        /** Rows that are records already. */
        static Rows of(List<FeatureRecord> records) {
            return consumer -> {
                for (FeatureRecord feature : records) {
                    if (!consumer.accept(feature)) {
                        return false;
                    }
                }
                return true;
            };
        }
    }

    /** Takes records, one after the other. */
    @FunctionalInterface
    public interface RecordConsumer {
        /** Takes one; returns whether more are wanted. */
        boolean accept(FeatureRecord feature) throws IOException;
    }

    /**
     * Hands over the rows of all epochs, for as long as more are wanted. Only a shuffled replay
     * holds the whole file in memory.
     *
     * @throws IOException if the file cannot be read, or the consumer throws it
     */
    public void forEach(Rows rows, RecordConsumer consumer) throws IOException {
        if (shuffle.isEmpty()) {
            inOrder(rows, consumer);
        } else {
            shuffled(rows, consumer);
        }
    }

    private void inOrder(Rows rows, RecordConsumer consumer) throws IOException {
        boolean wanted = true;
        for (int epoch = 0; wanted && epoch < epochs; epoch++) {
            wanted = rows.forEach(consumer);
        }
    }

    private void shuffled(Rows rows, RecordConsumer consumer) throws IOException {
        List<FeatureRecord> held = new ArrayList<>();
        rows.forEach(held::add);
        for (int epoch = 0; epoch < epochs; epoch++) {
            for (int row : EpochOrder.of(held.size(), shuffle, epoch)) {
                if (!consumer.accept(held.get(row))) {
                    return;
                }
            }
        }
    }
}
