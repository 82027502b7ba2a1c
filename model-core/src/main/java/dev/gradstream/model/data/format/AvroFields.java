package dev.gradstream.model.data.format;

import dev.gradstream.model.data.Excerpt;
import dev.gradstream.model.data.avro.AvroSchema;
import dev.gradstream.model.data.avro.AvroSchema.Field;
import dev.gradstream.model.data.avro.AvroSchema.RecordType;
import dev.gradstream.model.data.column.Column.Kind;
import dev.gradstream.model.data.format.FieldPaths.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The fields that a schema of records reads, as an Avro schema has them.
 *
 * @param problems by field: why it cannot be read
 */
public record AvroFields(Map<String, String> problems) {

    /** Looks up each field. */
    public static AvroFields of(AvroFormat format, RecordSchema schema) {
        return of(format.schema(), schema);
    }

    static AvroFields of(RecordType avro, RecordSchema schema) {
        List<String> fields = schema.fields();
        Map<Integer, List<AvroSchema>> found = new HashMap<>();
        collect(avro, FieldPaths.of(fields), found);
        Map<String, String> problems = new LinkedHashMap<>();
        Map<String, Set<Kind>> kinds = schema.kinds();
        for (int i = 0; i < fields.size(); i++) {
            String field = fields.get(i);
            problem(found.get(i), kinds.get(field), avro)
                    .ifPresent(problem -> problems.put(field, problem));
        }
        return new AvroFields(problems);
    }

    void requireReadable() {
        problems.forEach(
                (field, problem) -> {
                    throw new IllegalArgumentException(field + " " + problem);
                });
    }

    private static Optional<String> problem(
            List<AvroSchema> types, Set<Kind> kinds, RecordType avro) {
        if (types == null) {
            List<String> names = avro.fields().stream().map(Field::name).toList();
            return Optional.of("is no field of the Avro schema, which has " + Excerpt.list(names));
        }
        for (AvroSchema type : types) {
            for (Kind kind : kinds) {
                if (!AvroKinds.holds(type, kind)) {
                    return Optional.of(
                            "is of type "
                                    + Excerpt.sentence(type.describe())
                                    + " in the Avro schema; "
                                    + kind.description()
                                    + " belongs there");
                }
            }
        }
        return Optional.empty();
    }

    private static void collect(
            AvroSchema schema, Map<String, Step> paths, Map<Integer, List<AvroSchema>> found) {
        if (schema instanceof AvroSchema.Union union) {
            union.branches().forEach(branch -> collect(branch, paths, found));
        } else if (schema instanceof RecordType record) {
            for (Field field : record.fields()) {
                Step step = paths.get(field.name());
                if (step != null && step.field() == FieldPaths.NONE) {
                    collect(field.schema(), step.inside(), found);
                } else if (step != null) {
                    found.computeIfAbsent(step.field(), place -> new ArrayList<>())
                            .add(field.schema());
                }
            }
        }
    }
}
