package dev.gradstream.model.data.format;

import dev.gradstream.model.data.Excerpt;
import dev.gradstream.model.data.Missing;
import dev.gradstream.model.data.TargetSchema;
import dev.gradstream.model.data.column.Column;
import dev.gradstream.model.data.column.Column.Kind;
import dev.gradstream.model.data.column.NumericColumn;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which fields of a record make an example.
 *
 * @param key the field that names the example; without one the record's key or content does
 * @param eventTime the field that says when it happened; without one the record's timestamp does
 * @param columns what the feature vector is made of, in its order; none where only what is to be
 *     predicted, or when, is read
 * @param missing what becomes of a record that lacks a field of the columns
 * @param target the fields of what is to be predicted, none of the columns' fields
 */
public record RecordSchema(
        Optional<String> key,
        Optional<String> eventTime,
        List<Column> columns,
        Missing missing,
        TargetSchema target) {

    public RecordSchema {
        columns = List.copyOf(columns);
        if (columns.isEmpty() && target.columns().isEmpty() && eventTime.isEmpty()) {
            throw new IllegalArgumentException("a schema needs at least one field");
        }
        refuseRepeated("column", columns.stream().map(Column::name).toList());
        refuseRepeated("target column", target.columns());
        refuseRepeated("class", target.classes());
        refuseTargetsAmong(columns, target);
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
     * The fields that are read, and the order in which a CSV record holds them: the key and the
     * event time, where they are not among the others, then the columns', then the target in its
     * order.
     */
    public List<String> fields() {
        Set<String> last = new LinkedHashSet<>();
        columns.forEach(column -> last.addAll(column.fields()));
        last.addAll(target.columns());
        Set<String> fields = new LinkedHashSet<>();
        key.filter(name -> !last.contains(name)).ifPresent(fields::add);
        eventTime.filter(name -> !last.contains(name)).ifPresent(fields::add);
        fields.addAll(last);
        return new ArrayList<>(fields);
    }

    /** The fields with what is read of each, in the order of {@link #fields()}. */
    public Map<String, Set<Kind>> kinds() {
        Map<String, Set<Kind>> kinds = new LinkedHashMap<>();
        fields().forEach(field -> kinds.put(field, EnumSet.noneOf(Kind.class)));
        key.ifPresent(field -> kinds.get(field).add(Kind.TEXT));
        eventTime.ifPresent(field -> kinds.get(field).add(Kind.TIME));
        for (Column column : columns) {
            column.fields().forEach(field -> kinds.get(field).add(column.kind()));
        }
        Kind predicted = target.kind() == TargetSchema.Kind.CLASS ? Kind.TEXT : Kind.NUMBER;
        target.columns().forEach(field -> kinds.get(field).add(predicted));
        return kinds;
    }

    private static void refuseTargetsAmong(List<Column> columns, TargetSchema target) {
        Set<String> inputs = new HashSet<>();
        columns.forEach(column -> inputs.addAll(column.fields()));
        for (String name : target.columns()) {
            if (inputs.contains(name)) {
                throw new IllegalArgumentException(
                        "the target " + Excerpt.of(name) + " is one of the columns");
            }
        }
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
