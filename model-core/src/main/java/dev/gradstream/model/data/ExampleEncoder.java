package dev.gradstream.model.data;

import dev.gradstream.model.data.RefusedRecordException.Reason;
import java.util.List;

/**
 * Encodes the fields of a record, given one by one as UTF-8 text, into an example's buffers.
 *
 * <p>The one place that says what names an example: its key column, else the record's key unless
 * that is empty, else its encoded content.
 */
final class ExampleEncoder {
    private static final int NONE = -1;

    private final List<String> fields;
    private final int[] features;
    private final int[] targets;
    private final int key;
    private final int eventTime;
    private final TargetEncoder target;

    ExampleEncoder(RecordSchema schema) {
        fields = schema.fields();
        features = fields.stream().mapToInt(schema.columns()::indexOf).toArray();
        targets = fields.stream().mapToInt(schema.target().columns()::indexOf).toArray();
        key = schema.key().map(fields::indexOf).orElse(NONE);
        eventTime = schema.eventTime().map(fields::indexOf).orElse(NONE);
        target = new TargetEncoder(schema.target());
    }

    /** Names of the fields that are to be given, by position. */
    List<String> fields() {
        return fields;
    }

    /** Whether the field is read as a number, and as nothing else. */
    boolean isNumber(int field) {
        return features[field] != NONE || (targets[field] != NONE && target.isNumber());
    }

    /** Takes what the record has outside its value. */
    void begin(long timestamp, Example into) {
        into.setWeight(1f);
        into.setEventTime(timestamp);
    }

    /** Takes the value of one field, the text between two positions. */
    void encode(int field, byte[] text, int from, int to, Example into)
            throws RefusedRecordException {
        if (features[field] != NONE) {
            into.features()[features[field]] =
                    FiniteNumber.parse(fields.get(field), text, from, to);
        }
        if (targets[field] != NONE) {
            into.target()[targets[field]] = target.encode(targets[field], text, from, to);
        }
        if (field == eventTime) {
            into.setEventTime(EventTime.parse(fields.get(field), text, from, to));
        }
        if (field == key) {
            into.setKey(encodeKey(text, from, to));
        }
    }

    /** Checks and names the example, after all its fields were given. */
    void end(byte[] recordKey, Example into) throws RefusedRecordException {
        target.end(into.target());
        if (key != NONE) {
            return;
        }
        into.setKey(
                recordKey != null && recordKey.length > 0
                        ? KeyHash.of(recordKey, 0, recordKey.length)
                        : KeyHash.of(into.features(), into.target()));
    }

    private long encodeKey(byte[] text, int from, int to) throws RefusedRecordException {
        if (from == to) {
            throw new RefusedRecordException(
                    Reason.MISSING_VALUE,
                    fields.get(key) + " is empty; the text that names the example belongs there");
        }
        Utf8Text.requireValid(fields.get(key), text, from, to);
        return KeyHash.of(text, from, to);
    }
}
