package dev.gradstream.model.data.format;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.RefusedRecordException.Reason;
import dev.gradstream.model.data.column.Column.Kind;
import java.util.stream.IntStream;

/**
 * Reads records whose value is one or more rows of 32-bit floats, little-endian, without anything
 * between them: the weight, where it is none of the columns, the columns in order, a vector as its
 * numbers, then the target in its order, a class as its index. Each row is an example.
 *
 * <p>NaN stands for a missing value. If any row cannot be used, none of the record is: it is one
 * dead letter. The first row has the name that the record gives it; with a record key, row {@code
 * i} from 1 on has that name and its number hashed together.
 *
 * <p>Nothing is allocated for a record.
 */
public final class Float32RecordDecoder implements RecordDecoder {
    private final ExampleEncoder encoder;
    private final Float32Value fieldValue;
    private final int[] sizes;

    /** Of the first fields; of none where the first is read otherwise. */
    private final PlainFloats plain;

    private final int plainFields;
    private final int rowBytes;
    private byte[] key;
    private long timestamp;
    private byte[] value = {};
    private int row;
    private int rows;

    /**
     * @throws IllegalArgumentException if the schema reads a key, a time or texts, which there is
     *     no place for in numbers
     */
    public Float32RecordDecoder(RecordSchema schema) {
        if (schema.key().isPresent()
                || schema.eventTime().isPresent()
                || !schema.splits().isEmpty()) {
            throw new IllegalArgumentException(
                    "rows of numbers have no key, time or split beside their columns");
        }
        encoder = new ExampleEncoder(schema);
        fieldValue = new Float32Value(schema.target().classes());
        sizes = Float32Value.sizes(schema);
        int values = 0;
        for (int size : sizes) {
            values = Math.addExact(values, size);
        }
        plainFields = plainFields();
        plain = encoder.plain(IntStream.range(0, plainFields).toArray());
        rowBytes = Math.multiplyExact(values, Float.BYTES);
    }

    private int plainFields() {
        int fields = 0;
        while (fields < sizes.length && encoder.isPlain(fields)) {
            fields++;
        }
        return fields;
    }

    @Override
    public void decode(byte[] key, long timestamp, byte[] value, Example into)
            throws RefusedRecordException {
        RecordValue.start(value);
        if (value.length % rowBytes != 0) {
            throw new RefusedRecordException(
                    Reason.COLUMN_COUNT,
                    "the value has %d bytes; rows of %d bytes, %d floats each, belong there"
                            .formatted(value.length, rowBytes, rowBytes / Float.BYTES));
        }
        this.key = key;
        this.timestamp = timestamp;
        this.value = value;
        rows = value.length / rowBytes;
        for (row = rows - 1; row >= 0; row--) {
            decodeRow(into);
        }
        row = 1;
    }

    /** What {@link #decode} has read once cannot be refused. */
    @Override
    public boolean next(Example into) {
        if (row >= rows) {
            return false;
        }
        try {
            decodeRow(into);
        } catch (RefusedRecordException e) {
            throw new IllegalStateException("the row was good when it was checked", e);
        }
        row++;
        return true;
    }

    private void decodeRow(Example into) throws RefusedRecordException {
        encoder.begin(timestamp, into);
        int start = row * rowBytes;
        boolean taken = plain.encode(value, start, into);
        int position = start + (taken ? plain.bytes() : 0);
        for (int field = taken ? plainFields : 0; field < sizes.length; field++) {
            if (!encoder.encodePlain(field, PlainFloats.at(value, position), into)) {
                String name = encoder.fields().get(field);
                encoder.encode(field, fieldValue.at(name, value, position, sizes[field]), into);
            }
            position += sizes[field] * Float.BYTES;
        }
        encoder.end(key, row, into);
    }

    /** Whether floats can hold what a column reads. */
    public static boolean holds(Kind kind) {
        return Float32Value.holds(kind);
    }
}
