package dev.gradstream.model.data.format;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.KeyHash;
import dev.gradstream.model.data.Missing;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.RefusedRecordException.Reason;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.data.column.Column;
import dev.gradstream.model.data.column.ColumnEncoder;
import dev.gradstream.model.data.column.NumericColumn;
import dev.gradstream.model.data.field.FieldValue;
import dev.gradstream.model.data.field.Utf8;
import dev.gradstream.model.data.field.Utf8Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Encodes the fields of a record, given one by one, into an example's buffers.
 *
 * <p>The one place that says what names an example: its key column, else the record's key unless
 * that is empty, else its encoded content.
 */
final class ExampleEncoder {
    private static final int NONE = -1;

    private final List<String> fields;
    private final Use[][] uses;
    private final boolean[] required;
    private final int[] plain;
    private final ColumnEncoder[] columns;
    private final int[] targets;
    private final int key;
    private final int eventTime;
    private final int weight;
    private final SplitEncoder splits;
    private final TargetEncoder targetEncoder;
    private final boolean rejectsMissing;

    /**
     * That a column reads a field.
     *
     * @param place of the field among those of the column
     */
    private record Use(ColumnEncoder column, int place) {}

    ExampleEncoder(RecordSchema schema) {
        this(schema, schema.fields());
    }

    /**
     * @param fields those of the record, among which are the schema's; others are passed over
     */
    ExampleEncoder(RecordSchema schema, List<String> fields) {
        this.fields = fields;
        columns = new ColumnEncoder[schema.columns().size()];
        uses = uses(schema);
        targets = targets(schema);
        key = schema.key().map(fields::indexOf).orElse(NONE);
        eventTime = schema.eventTime().map(fields::indexOf).orElse(NONE);
        weight = schema.weight().map(fields::indexOf).orElse(NONE);
        splits = new SplitEncoder(schema.splits(), fields);
        plain = plain(schema);
        targetEncoder = new TargetEncoder(schema.target());
        rejectsMissing = schema.missing() == Missing.REJECT;
        required = new boolean[fields.size()];
        for (int field = 0; field < required.length; field++) {
            required[field] = rejectsMissing || targets[field] != NONE || isAboutExample(field);
        }
    }

    /** Whether a field says something else of the example than what it looks like. */
    private boolean isAboutExample(int field) {
        return field == key || field == eventTime || field == weight || splits.reads(field);
    }

    private int[] targets(RecordSchema schema) {
        int[] positions = new int[fields.size()];
        Arrays.fill(positions, NONE);
        Map<String, Integer> places = places();
        List<String> names = schema.target().columns();
        for (int position = 0; position < names.size(); position++) {
            positions[places.get(names.get(position))] = position;
        }
        return positions;
    }

    private Use[][] uses(RecordSchema schema) {
        List<List<Use>> all = new ArrayList<>();
        fields.forEach(field -> all.add(new ArrayList<>()));
        Map<String, Integer> places = places();
        int position = 0;
        for (int i = 0; i < columns.length; i++) {
            Column column = schema.columns().get(i);
            columns[i] = column.encoder(position, schema.missing());
            for (int place = 0; place < column.fields().size(); place++) {
                all.get(places.get(column.fields().get(place))).add(new Use(columns[i], place));
            }
            position += column.width();
        }
        return all.stream().map(list -> list.toArray(new Use[0])).toArray(Use[][]::new);
    }

    private int[] plain(RecordSchema schema) {
        int[] positions = new int[fields.size()];
        Arrays.fill(positions, NONE);
        Map<String, Integer> places = places();
        int position = 0;
        for (Column column : schema.columns()) {
            if (column instanceof NumericColumn number && number.isPlain()) {
                int field = places.get(number.field());
                boolean alone =
                        uses[field].length == 1 && targets[field] == NONE && !isAboutExample(field);
                positions[field] = alone ? position : NONE;
            }
            position += column.width();
        }
        return positions;
    }

    private Map<String, Integer> places() {
        Map<String, Integer> places = new HashMap<>();
        fields.forEach(field -> places.put(field, places.size()));
        return places;
    }

    /** Names of the fields that are to be given, by position. */
    List<String> fields() {
        return fields;
    }

    /** Whether a record that lacks the field is refused. */
    boolean isRequired(int field) {
        return required[field];
    }

    /** Whether a finite number is all that is to be taken of the field, as it is. */
    boolean isPlain(int field) {
        return plain[field] != NONE;
    }

    /** Reads several such fields at once. */
    PlainFloats plain(int... fields) {
        return new PlainFloats(Arrays.stream(fields).map(field -> plain[field]).toArray());
    }

    /**
     * Takes a number as the value of one field, where that is all that is to be done.
     *
     * @return false, with nothing done, if the field or the number wants {@link #encode}
     */
    boolean encodePlain(int field, float number, Example into) {
        int position = plain[field];
        if (position == NONE || !Float.isFinite(number)) {
            return false;
        }
        into.features()[position] = number;
        return true;
    }

    /** Takes what the record has outside its value. */
    void begin(long timestamp, Example into) {
        into.setWeight(1f);
        into.setSplit(Split.TRAINING);
        into.setEventTime(timestamp);
    }

    /** Takes the value of one field. */
    void encode(int field, FieldValue value, Example into) throws RefusedRecordException {
        // What is no target is refused as that, even where a lagged column reads it too.
        if (targets[field] != NONE) {
            targetEncoder.encode(targets[field], value, into.target());
        }
        boolean missing = !rejectsMissing && value.isMissing();
        for (Use use : uses[field]) {
            if (missing) {
                use.column.encodeMissing(use.place, into.features());
            } else {
                use.column.encode(use.place, value, into.features());
            }
        }
        if (field == eventTime) {
            into.setEventTime(value.time());
        }
        if (field == weight) {
            into.setWeight(encodeWeight(value));
        }
        splits.encode(field, value, into);
        if (field == key) {
            into.setKey(encodeKey(value));
        }
    }

    private static float encodeWeight(FieldValue value) throws RefusedRecordException {
        float weight = value.number();
        if (weight < 0) {
            throw new RefusedRecordException(
                    Reason.NOT_A_WEIGHT,
                    value.name() + " is " + weight + "; a weight of 0 or more belongs there");
        }
        return weight;
    }

    /** Takes note of a field that the record lacks and that is not required. */
    void encodeMissing(int field, Example into) throws RefusedRecordException {
        for (Use use : uses[field]) {
            use.column.encodeMissing(use.place, into.features());
        }
    }

    /** Checks and names the example, after all its fields were given. */
    void end(byte[] recordKey, Example into) throws RefusedRecordException {
        end(recordKey, 0, into);
    }

    /**
     * As {@link #end(byte[], Example)} of one of a record's examples: from the second on they are
     * told apart by their numbers, where the record alone would name them.
     *
     * @param number from 0
     */
    void end(byte[] recordKey, int number, Example into) throws RefusedRecordException {
        targetEncoder.end(into.target());
        for (ColumnEncoder column : columns) {
            column.finish(into.features());
        }
        if (key != NONE) {
            return;
        }
        if (recordKey == null || recordKey.length == 0) {
            into.setKey(KeyHash.of(into.features(), into.target()));
            return;
        }
        long name = KeyHash.of(recordKey, 0, recordKey.length);
        into.setKey(number == 0 ? name : KeyHash.of(name, number));
    }

    private static long encodeKey(FieldValue value) throws RefusedRecordException {
        Utf8Text text = value.text();
        if (text.isEmpty()) {
            throw new RefusedRecordException(
                    Reason.MISSING_VALUE,
                    value.name() + " is empty; the text that names the example belongs there");
        }
        Utf8.requireValid(value.name(), text.bytes(), text.from(), text.to());
        return KeyHash.of(text.bytes(), text.from(), text.to());
    }
}
