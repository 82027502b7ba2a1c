package dev.gradstream.model.data.format;

import dev.gradstream.model.data.Excerpt;
import dev.gradstream.model.data.Missing;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.data.TargetSchema;
import dev.gradstream.model.data.column.Column;
import dev.gradstream.model.data.column.Column.Kind;
import dev.gradstream.model.data.column.NumericColumn;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which fields of a record make an example.
 *
 * @param key the field that names the example; without one the record's key or content does
 * @param eventTime the field that says when it happened; without one the record's timestamp does
 * @param columns what the feature vector is made of, in its order; none where only what is to be
 *     predicted, or when, is read
 * @param missing what becomes of a record that lacks a field of the columns
 * @param target the fields of what is to be predicted; a column may read one of them only where the
 *     record's own value of it is no feature of its example
 * @param weight the field that says how much an example counts in the loss; without one each counts
 *     1
 * @param splits the fields that say what an example is for
 */
public record RecordSchema(
        Optional<String> key,
        Optional<String> eventTime,
        List<Column> columns,
        Missing missing,
        TargetSchema target,
        Optional<String> weight,
        List<SplitColumn> splits) {

    public RecordSchema {
        columns = List.copyOf(columns);
        splits = List.copyOf(splits);
        if (columns.isEmpty() && target.columns().isEmpty() && eventTime.isEmpty()) {
            throw new IllegalArgumentException("a schema needs at least one field");
        }
        refuseRepeated("column", columns.stream().map(Column::name).toList());
        refuseRepeated("target column", target.columns());
        refuseRepeated("class", target.classes());
    }

    /** Without a weight, and without a field that says what an example is for. */
    public RecordSchema(
            Optional<String> key,
            Optional<String> eventTime,
            List<Column> columns,
            Missing missing,
            TargetSchema target) {
        this(key, eventTime, columns, missing, target, Optional.empty(), List.of());
    }

    /**
     * What a field says of what an example is for.
     *
     * @param split what it is for, if the field's text is one of the values
     */
    public record SplitColumn(Split split, String field, List<String> values) {
        public SplitColumn {
            values = List.copyOf(values);
        }
    }

    /** Numbers as they are, none of which may be missing; a target that is a number may be any. */
    public static RecordSchema ofNumbers(
            Optional<String> key,
            Optional<String> eventTime,
            List<String> columns,
            String target,
            List<String> classes) {
        return new RecordSchema(
                key,
                eventTime,
                columns.stream().<Column>map(NumericColumn::new).toList(),
                Missing.REJECT,
                TargetSchema.of(target, classes, false));
    }

    /** The event time alone, of the same records. */
    public RecordSchema ofEventTime() {
        return new RecordSchema(
                Optional.empty(), eventTime, List.of(), Missing.REJECT, TargetSchema.ABSENT);
    }

    /** Values in the feature vector. */
    public int width() {
        return columns.stream().mapToInt(Column::width).sum();
    }

    /**
     * The fields that are read, and the order in which a CSV record holds them: the key, the event
     * time, the weight and what says what the example is for, where they are not among the others,
     * then the columns' that are not the target's, then the target in its order.
     */
    public List<String> fields() {
        Set<String> last = new LinkedHashSet<>();
        columns.forEach(column -> last.addAll(column.fields()));
        target.columns().forEach(last::remove);
        last.addAll(target.columns());
        Set<String> fields = new LinkedHashSet<>();
        Stream.of(key.stream(), eventTime.stream(), weight.stream(), splitFields())
                .flatMap(names -> names)
                .filter(name -> !last.contains(name))
                .forEach(fields::add);
        fields.addAll(last);
        return new ArrayList<>(fields);
    }

    private Stream<String> splitFields() {
        return splits.stream().map(SplitColumn::field);
    }

    /** The fields with what is read of each, in the order of {@link #fields()}. */
    public Map<String, Set<Kind>> kinds() {
        Map<String, Set<Kind>> kinds = new LinkedHashMap<>();
        fields().forEach(field -> kinds.put(field, EnumSet.noneOf(Kind.class)));
        key.ifPresent(field -> kinds.get(field).add(Kind.TEXT));
        eventTime.ifPresent(field -> kinds.get(field).add(Kind.TIME));
        weight.ifPresent(field -> kinds.get(field).add(Kind.NUMBER));
        splitFields().forEach(field -> kinds.get(field).add(Kind.TEXT));
        for (Column column : columns) {
            column.fields().forEach(field -> kinds.get(field).add(column.kind()));
        }
        Kind predicted = target.kind() == TargetSchema.Kind.CLASS ? Kind.TEXT : Kind.NUMBER;
        target.columns().forEach(field -> kinds.get(field).add(predicted));
        return kinds;
    }

    private static void refuseRepeated(String what, List<String> names) {
        Set<String> seen = new LinkedHashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException(
                        "the " + what + " " + Excerpt.of(name) + " stands twice in the schema");
            }
        }
    }
}
