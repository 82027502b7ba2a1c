package dev.gradstream.model.data.format;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.Excerpt;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.RefusedRecordException.Reason;
import java.util.List;

/**
 * Reads records whose value is one row of comma-separated values, in the order of {@link
 * RecordSchema#fields()}: key, event time, weight and split, unless they are among the columns'
 * fields, then these, then the target in its order.
 *
 * <p>UTF-8, with or without a byte order mark and a line break at the end; quotes as in RFC 4180.
 * Nothing is allocated for a record, except where a time is written as ISO-8601.
 */
public final class CsvRecordDecoder implements RecordDecoder {
    private final ExampleEncoder encoder;
    private final List<String> fields;
    private final CsvRow row;
    private final CsvValue fieldValue = new CsvValue();

    public CsvRecordDecoder(RecordSchema schema) {
        this(new ExampleEncoder(schema));
    }

    private CsvRecordDecoder(ExampleEncoder encoder) {
        this.encoder = encoder;
        fields = encoder.fields();
        row = new CsvRow(fields.size());
    }

    /** Reads the event time alone, wherever it stands in a row of the schema's fields. */
    public static CsvRecordDecoder ofEventTime(RecordSchema schema) {
        return new CsvRecordDecoder(new ExampleEncoder(schema.ofEventTime(), schema.fields()));
    }

    @Override
    public void decode(byte[] key, long timestamp, byte[] value, Example into)
            throws RefusedRecordException {
        int count = row.split(value, RecordValue.start(value));
        if (count == 0) {
            throw RecordValue.empty();
        }
        if (count != fields.size()) {
            throw new RefusedRecordException(
                    Reason.COLUMN_COUNT,
                    "the row has "
                            + count
                            + (count == 1 ? " field; " : " fields; ")
                            + fields.size()
                            + " belong there: "
                            + Excerpt.list(fields));
        }
        encoder.begin(timestamp, into);
        for (int field = 0; field < count; field++) {
            encoder.encode(
                    field,
                    fieldValue.at(
                            fields.get(field), row.bytes(field), row.from(field), row.to(field)),
                    into);
        }
        encoder.end(key, into);
    }
}
