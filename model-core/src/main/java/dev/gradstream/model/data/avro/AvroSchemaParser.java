package dev.gradstream.model.data.avro;

import dev.gradstream.model.data.Excerpt;
import dev.gradstream.model.data.avro.AvroSchema.Enumeration;
import dev.gradstream.model.data.avro.AvroSchema.Field;
import dev.gradstream.model.data.avro.AvroSchema.Fixed;
import dev.gradstream.model.data.avro.AvroSchema.Primitive;
import dev.gradstream.model.data.avro.AvroSchema.RecordType;
import dev.gradstream.model.data.avro.AvroSchema.Time;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads schemas as JSON. Source: <a
 * href="https://avro.apache.org/docs/1.12.0/specification/">Apache Avro 1.12 specification</a>,
 * "Schema Declaration".
 */
public final class AvroSchemaParser {
    private final Map<String, AvroSchema> named = new HashMap<>();

    private AvroSchemaParser() {
        for (Primitive primitive : Primitive.values()) {
            named.put(primitive.describe(), primitive);
        }
    }

    /**
     * The schema of records.
     *
     * @throws IllegalArgumentException saying in one sentence why the text is none
     */
    public static RecordType parse(String json) {
        AvroSchema schema = new AvroSchemaParser().schema(JsonTree.read(json), "");
        if (!(schema instanceof RecordType record)) {
            throw new IllegalArgumentException(
                    "the schema is that of "
                            + schema.describe()
                            + "; one of type record is needed");
        }
        return record;
    }

    private AvroSchema schema(Object json, String namespace) {
        if (json instanceof String name) {
            return reference(name, namespace);
        }
        if (json instanceof List<?> branches) {
            return union(branches, namespace);
        }
        if (!(json instanceof Map<?, ?> keys)) {
            throw new IllegalArgumentException("the schema holds null where a type belongs");
        }
        Object type = keys.get("type");
        if (!(type instanceof String word)) {
            // {"type": {"type": "string"}} is as good as what is inside.
            return schema(required(keys, "type"), namespace);
        }
        return switch (word) {
            case "record", "error" -> record(keys, namespace);
            case "enum" ->
                    define(keys, namespace, new Enumeration(texts(required(keys, "symbols"))));
            case "fixed" -> define(keys, namespace, new Fixed(size(keys)));
            case "array" -> new AvroSchema.Array(schema(required(keys, "items"), namespace));
            case "map" -> new AvroSchema.Map(schema(required(keys, "values"), namespace));
            default -> logical(reference(word, namespace), keys.get("logicalType"));
        };
    }

    private static AvroSchema logical(AvroSchema schema, Object logicalType) {
        if (logicalType instanceof String type) {
            for (Time time : Time.values()) {
                boolean fits = schema == (time == Time.DATE ? Primitive.INT : Primitive.LONG);
                if (fits && time.describe().equals(type.replaceFirst("^local-", ""))) {
                    return time;
                }
            }
        }
        // An implementation that does not know a logical type takes what it is made of.
        return schema;
    }

    private AvroSchema reference(String name, String namespace) {
        AvroSchema known = named.get(name);
        if (known == null && !name.contains(".")) {
            known = named.get(fullName(name, namespace));
        }
        if (known == null) {
            throw new IllegalArgumentException(
                    "the schema names the type " + Excerpt.of(name) + " before it declares it");
        }
        return known;
    }

    private AvroSchema union(List<?> branches, String namespace) {
        List<AvroSchema> schemas = new ArrayList<>();
        branches.forEach(branch -> schemas.add(schema(branch, namespace)));
        if (schemas.isEmpty() || schemas.stream().anyMatch(AvroSchema.Union.class::isInstance)) {
            throw new IllegalArgumentException(
                    "a union of the schema is empty, or holds another one");
        }
        return new AvroSchema.Union(schemas);
    }

    private AvroSchema record(Map<?, ?> keys, String namespace) {
        String name = fullName(keys, namespace);
        RecordType record = new RecordType(name);
        define(keys, namespace, record);
        String inner = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : "";
        List<Field> fields = new ArrayList<>();
        for (Object item : list(required(keys, "fields"))) {
            if (!(item instanceof Map<?, ?> field)) {
                throw new IllegalArgumentException(
                        "a field of the record " + Excerpt.of(name) + " is no object");
            }
            fields.add(new Field(text(field, "name"), schema(required(field, "type"), inner)));
        }
        if (fields.stream().map(Field::name).distinct().count() != fields.size()) {
            throw new IllegalArgumentException(
                    "two fields of the record " + Excerpt.of(name) + " have one name");
        }
        record.complete(fields);
        if (holdsItself(record, record, new ArrayList<>())) {
            throw new IllegalArgumentException(
                    "the record " + Excerpt.of(name) + " always holds another one of itself");
        }
        return record;
    }

    /** Whether no value of it can end. */
    private static boolean holdsItself(
            RecordType record, RecordType wanted, List<RecordType> seen) {
        for (Field field : record.fields()) {
            if (field.schema() == wanted) {
                return true;
            }
            if (field.schema() instanceof RecordType inner && !seen.contains(inner)) {
                seen.add(inner);
                if (holdsItself(inner, wanted, seen)) {
                    return true;
                }
            }
        }
        return false;
    }

    private AvroSchema define(Map<?, ?> keys, String namespace, AvroSchema schema) {
        String name = fullName(keys, namespace);
        if (named.putIfAbsent(name, schema) != null) {
            throw new IllegalArgumentException(
                    "the schema declares " + Excerpt.of(name) + " twice");
        }
        return schema;
    }

    private static String fullName(Map<?, ?> keys, String namespace) {
        Object own = keys.get("namespace");
        return fullName(text(keys, "name"), own instanceof String text ? text : namespace);
    }

    private static String fullName(String name, String namespace) {
        return name.contains(".") || namespace.isEmpty() ? name : namespace + "." + name;
    }

    private static int size(Map<?, ?> keys) {
        String size = String.valueOf(required(keys, "size"));
        if (!size.matches("[0-9]{1,7}")) {
            throw new IllegalArgumentException(
                    "the size of a fixed type in the schema is " + Excerpt.of(size));
        }
        return Integer.parseInt(size);
    }

    private static List<String> texts(Object json) {
        List<String> texts = list(json).stream().map(String::valueOf).toList();
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("an enum of the schema has no symbols");
        }
        return texts;
    }

    private static List<?> list(Object json) {
        if (json instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("the schema lacks a list of fields or symbols");
    }

    private static String text(Map<?, ?> keys, String key) {
        if (required(keys, key) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("a " + key + " in the schema is no text");
    }

    private static Object required(Map<?, ?> keys, String key) {
        Object value = keys.get(key);
        if (value == null) {
            throw new IllegalArgumentException(
                    "the schema lacks the key "
                            + key
                            + " of a type of "
                            + Excerpt.of(
                                    String.valueOf(keys.get("type")).toLowerCase(Locale.ROOT)));
        }
        return value;
    }
}
