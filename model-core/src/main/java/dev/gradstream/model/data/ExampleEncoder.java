package dev.gradstream.model.data;

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
    private final int target;
    private final int key;
    private final int eventTime;
    private final ClassLabels labels;
    private final boolean classification;

    ExampleEncoder(RecordSchema schema) {
        fields = schema.fields();
        features = fields.stream().mapToInt(schema.columns()::indexOf).toArray();
        target = fields.indexOf(schema.target());
        key = schema.key().map(fields::indexOf).orElse(NONE);
        eventTime = schema.eventTime().map(fields::indexOf).orElse(NONE);
        labels = new ClassLabels(schema.classes());
        classification = !schema.classes().isEmpty();
    }

    /** Names of the fields that are to be given, by position. */
    List<String> fields() {
        return fields;
    }

    /** Whether the field is read as a number, and as nothing else. */
    boolean isNumber(int field) {
        return features[field] != NONE || (field == target && !classification);
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
        if (field == target) {
            into.target()[0] = encodeTarget(text, from, to);
        }
        if (field == eventTime) {
            into.setEventTime(EventTime.parse(fields.get(field), text, from, to));
        }
        if (field == key) {
            into.setKey(encodeKey(text, from, to));
        }
    }

    /** Names the example, after all its fields were given. */
    void end(byte[] recordKey, Example into) {
        if (key != NONE) {
            return;
        }
        into.setKey(
                recordKey != null && recordKey.length > 0
                        ? KeyHash.of(recordKey, 0, recordKey.length)
                        : KeyHash.of(into.features(), into.target()));
    }

    private float encodeTarget(byte[] text, int from, int to) throws RefusedRecordException {
        return classification
                ? labels.indexOf(fields.get(target), text, from, to)
                : FiniteNumber.parse(fields.get(target), text, from, to);
    }

    private long encodeKey(byte[] text, int from, int to) throws RefusedRecordException {
        if (from == to) {
            throw new RefusedRecordException(
                    RefusedRecordException.Reason.MISSING_VALUE,
                    fields.get(key) + " is empty; the text that names the example belongs there");
        }
        return KeyHash.of(text, from, to);
    }
}
