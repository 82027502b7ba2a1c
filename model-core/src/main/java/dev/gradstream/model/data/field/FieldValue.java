package dev.gradstream.model.data.field;

import dev.gradstream.model.data.RefusedRecordException;

/**
 * The value of one field of a record, as its format holds it: a view, valid until the format moves
 * on to the next field. Whoever takes the value asks for it in the form that it needs, and what has
 * no such form is refused in the words of the format.
 */
public interface FieldValue {
    /** What messages call it: the field, also while it is an element of a list in it. */
    String name();

    /** Whether the record has nothing there: null, or an empty text. */
    boolean isMissing() throws RefusedRecordException;

    /** A finite number of 32 bits. */
    float number() throws RefusedRecordException;

    /** True or false. */
    boolean flag() throws RefusedRecordException;

    /** Epoch milliseconds. */
    long time() throws RefusedRecordException;

    /** A text, or a number or boolean as it is written; a buffer that is used again. */
    Utf8Text text() throws RefusedRecordException;

    /** Whether {@link #beginList} may be called. */
    boolean isList();

    /**
     * Enters the list. Its elements are read by {@link #nextElement}, to the last or not at all.
     */
    void beginList() throws RefusedRecordException;

    /** Moves on to the list's next element, which this then is; false behind the last. */
    boolean nextElement() throws RefusedRecordException;
}
