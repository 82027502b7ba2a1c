package dev.gradstream.model.data.format;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.RefusedRecordException;

/** Turns the bytes of one record into an {@link Example}. Not thread-safe: one for each subtask. */
public interface RecordDecoder {
    /** Largest value that is read, in bytes: what a broker takes by default. */
    int MAX_VALUE_BYTES = 1 << 20;

    /**
     * Fills the example's features, target, event time, key, weight and split from the record; its
     * origin stays as it is. Without such columns in the schema the weight becomes 1, and the split
     * {@link dev.gradstream.model.data.Split#TRAINING}.
     *
     * <p>The event time is that of the schema's column, or else {@code timestamp}. The key is the
     * hash of the schema's key column, else of the record's key, else of the encoded content.
     *
     * @param key the record's key, or null as Kafka gives it for a record without one
     * @param timestamp the record's timestamp in epoch milliseconds
     * @param value the record's value, or null as Kafka gives it for a tombstone
     * @param into the buffer to fill; its content is undefined after a refusal
     * @throws RefusedRecordException if the record cannot be used, with the reason in one sentence
     */
    void decode(byte[] key, long timestamp, byte[] value, Example into)
            throws RefusedRecordException;

    /**
     * Fills the next example of the record that was decoded last, where a record may hold several.
     * None of a record's examples is refused once the first was not.
     *
     * @return false if there are no more, and nothing was filled
     */
    default boolean next(Example into) {
        return false;
    }
}
