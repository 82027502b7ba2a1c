package dev.gradstream.model.data.column;

import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.field.FieldValue;

/**
 * Writes one column's values into a feature vector. It is given each of its fields once for each
 * record, in any order, and writes every value of the column, for the vector holds those of the
 * record before. Not thread-safe.
 */
public interface ColumnEncoder {
    /**
     * Takes a field.
     *
     * @param field its place among {@link Column#fields()}
     */
    void encode(int field, FieldValue value, float[] features) throws RefusedRecordException;

    /**
     * Takes a field that the record lacks. Values that do not say so themselves become {@link
     * dev.gradstream.model.data.Missing#placeholder}.
     *
     * @param field its place among {@link Column#fields()}
     */
    void encodeMissing(int field, float[] features) throws RefusedRecordException;

    /** Writes what needs all the fields, after each was given. */
    default void finish(float[] features) {}
}
