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

    /** Rows of a file as records. */
    @FunctionalInterface
    public interface Rows {
        /** Hands over every row, in the file's order. */
        void forEach(RecordConsumer consumer) throws IOException;
    }

    /** Takes records, one after the other. */
    @FunctionalInterface
    public interface RecordConsumer {
        void accept(FeatureRecord feature) throws IOException;
    }

    /**
     * Hands over the rows of all epochs. Only a shuffled replay holds the whole file in memory.
     *
     * @throws IOException if the file cannot be read, or the consumer throws it
     */
    public void forEach(Rows rows, RecordConsumer consumer) throws IOException {
        if (shuffle.isEmpty()) {
            for (int epoch = 0; epoch < epochs; epoch++) {
                rows.forEach(consumer);
            }
            return;
        }
        List<FeatureRecord> held = new ArrayList<>();
        rows.forEach(held::add);
        for (int epoch = 0; epoch < epochs; epoch++) {
            for (int row : EpochOrder.of(held.size(), shuffle, epoch)) {
                consumer.accept(held.get(row));
            }
        }
    }
}
