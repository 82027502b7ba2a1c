package dev.gradstream.operator.join;

import dev.gradstream.model.data.Example;
import java.util.List;

/** What is known of one key. */
sealed interface JoinEntry {

    /**
     * Features whose label has not come.
     *
     * @param example with an undefined target
     */
    record Open(Example example) implements JoinEntry {}

    /**
     * Labels whose features have not come.
     *
     * @param labels in the order in which they came, at least one
     */
    record Waiting(List<DecodedRecord> labels) implements JoinEntry {
        public Waiting {
            labels = List.copyOf(labels);
        }

        /** The event time of the first of them to expire. */
        long earliest() {
            long earliest = Long.MAX_VALUE;
            for (DecodedRecord label : labels) {
                earliest = Math.min(earliest, label.time());
            }
            return earliest;
        }
    }

    /**
     * Features that met their label; remembered to know what comes twice.
     *
     * @param time the event time of the features
     */
    record Joined(long time) implements JoinEntry {}
}
