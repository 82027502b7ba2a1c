package dev.gradstream.model.data;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which fields of a record make an example.
 *
 * @param key the field that names the example; without one the record's key or content does
 * @param eventTime the field that says when it happened; without one the record's timestamp does
 * @param columns the fields of numbers, in the order of the feature vector, at least one
 * @param target the fields of what is to be predicted, none of the columns
 */
public record RecordSchema(
        Optional<String> key,
        Optional<String> eventTime,
        List<String> columns,
        TargetSchema target) {

    public RecordSchema {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("a schema needs at least one column");
        }
        refuseRepeated("column", columns);
        refuseRepeated("target column", target.columns());
        refuseRepeated("class", target.classes());
        for (String name : target.columns()) {
            if (columns.contains(name)) {
                throw new IllegalArgumentException(
                        "the target " + Excerpt.of(name) + " is one of the columns");
            }
        }
    }

    /**
     * A schema of a target in one field.
     *
     * @param classes the target's labels; empty for a number
     * @param zeroOrOne whether a target that is a number is 0 or 1 and nothing else
     */
    public RecordSchema(
            Optional<String> key,
            Optional<String> eventTime,
            List<String> columns,
            String target,
            List<String> classes,
            boolean zeroOrOne) {
        this(key, eventTime, columns, TargetSchema.of(target, classes, zeroOrOne));
    }

    /** A schema of a target in one field that, if it is a number, may be any. */
    public RecordSchema(
            Optional<String> key,
            Optional<String> eventTime,
            List<String> columns,
            String target,
            List<String> classes) {
        this(key, eventTime, columns, target, classes, false);
    }

    /**
     * The fields that are read, and the order in which a CSV record holds them: the key and the
     * event time, where they are not among the others, then the columns, then the target in its
     * order.
     */
    public List<String> fields() {
        Set<String> last = new LinkedHashSet<>(columns);
        last.addAll(target.columns());
        Set<String> fields = new LinkedHashSet<>();
        key.filter(name -> !last.contains(name)).ifPresent(fields::add);
        eventTime.filter(name -> !last.contains(name)).ifPresent(fields::add);
        fields.addAll(last);
        return new ArrayList<>(fields);
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
