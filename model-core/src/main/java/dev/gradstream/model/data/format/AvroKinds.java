package dev.gradstream.model.data.format;

import dev.gradstream.model.data.avro.AvroSchema;
import dev.gradstream.model.data.avro.AvroSchema.Enumeration;
import dev.gradstream.model.data.avro.AvroSchema.Primitive;
import dev.gradstream.model.data.avro.AvroSchema.Time;
import dev.gradstream.model.data.column.Column.Kind;
import java.util.Set;

/** Which Avro types hold what a column reads. Null is taken for missing and holds anything. */
final class AvroKinds {
    private static final Set<AvroSchema> NUMBERS =
            Set.of(Primitive.INT, Primitive.LONG, Primitive.FLOAT, Primitive.DOUBLE);
    private static final Set<AvroSchema> TEXTS =
            Set.of(Primitive.STRING, Primitive.INT, Primitive.LONG, Primitive.BOOLEAN);
    private static final Set<AvroSchema> FLAGS =
            Set.of(Primitive.BOOLEAN, Primitive.INT, Primitive.LONG);
    private static final Set<AvroSchema> TIMES = Set.of(Primitive.LONG, Primitive.STRING);

    private AvroKinds() {}

    static boolean holds(AvroSchema schema, Kind kind) {
        if (schema instanceof AvroSchema.Union union) {
            return union.branches().stream().allMatch(branch -> holds(branch, kind))
                    && union.branches().stream().anyMatch(branch -> branch != Primitive.NULL);
        }
        if (schema == Primitive.NULL) {
            return true;
        }
        return switch (kind) {
            case NUMBER -> NUMBERS.contains(schema) || schema instanceof Time;
            case FLAG -> FLAGS.contains(schema);
            case TEXT -> TEXTS.contains(schema) || schema instanceof Enumeration;
            case TIME -> TIMES.contains(schema) || schema instanceof Time;
            case NUMBERS ->
                    schema instanceof AvroSchema.Array list && holds(list.items(), Kind.NUMBER);
            case TEXTS ->
                    schema == Primitive.STRING
                            || (schema instanceof AvroSchema.Array list
                                    && holds(list.items(), Kind.TEXT));
        };
    }
}
