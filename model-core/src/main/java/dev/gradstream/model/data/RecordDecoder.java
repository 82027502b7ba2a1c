package dev.gradstream.model.data;

/** Turns the bytes of one record into an {@link Example}. Not thread-safe: one for each subtask. */
public interface RecordDecoder {

    /**
     * Fills the example's features, target, weight, event time and key from the record.
     *
     * <p>The example's event time and key are left as they are where the schema takes neither from
     * the value: the caller sets both from the record beforehand.
     *
     * @param value the record's value
     * @param into the buffer to fill; its content is undefined after a refusal
     * @throws RefusedRecordException if the record cannot be used, with the reason in one sentence
     */
    void decode(byte[] value, Example into) throws RefusedRecordException;
}
