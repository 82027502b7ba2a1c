package dev.gradstream.model.pipeline;

import dev.gradstream.model.data.format.AvroFormat;
import dev.gradstream.model.data.format.AvroFormat.Framing;
import dev.gradstream.model.pipeline.Features.Format;
import dev.gradstream.model.pipeline.yaml.Choice;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * {@code features.format}: a name, or {@code {avro: {schema: FILE}}}.
 *
 * @param format as far as it is known
 * @param avro of the format Avro alone
 * @param known whether the file says it well
 */
record FormatSection(Format format, Optional<AvroFormat> avro, boolean known) {
    /** Dotted path of the text that names a file, or is a schema. */
    static final String SCHEMA_PATH = "features.format.avro.schema";

    private static final FormatSection DEFAULT =
            new FormatSection(Format.JSON, Optional.empty(), true);
    private static final FormatSection UNKNOWN =
            new FormatSection(Format.JSON, Optional.empty(), false);
    private static final Choice<Format> FORMAT = new Choice<>(formats(), List.of());
    private static final Choice<Framing> FRAMING =
            Choice.of("none", Framing.NONE, "confluent", Framing.CONFLUENT);

    private static Map<String, Format> formats() {
        Map<String, Format> formats = new LinkedHashMap<>();
        formats.put("json", Format.JSON);
        formats.put("csv", Format.CSV);
        formats.put("avro", Format.AVRO);
        formats.put("float32", Format.FLOAT32);
        return formats;
    }

    static FormatSection read(Optional<Value> value) {
        return value.map(v -> v.isSection() ? described(v) : named(v)).orElse(DEFAULT);
    }

    private static FormatSection named(Value value) {
        Optional<Format> format = FORMAT.read(value);
        if (format.filter(f -> f == Format.AVRO).isPresent()) {
            value.refuse("avro needs the writer's schema; write {avro: {schema: click.avsc}}");
            return UNKNOWN;
        }
        return format.map(f -> new FormatSection(f, Optional.empty(), true)).orElse(UNKNOWN);
    }

    private static FormatSection described(Value value) {
        Section section = value.section().orElseThrow();
        Optional<Section> keys =
                section.required("avro", "write {avro: {schema: click.avsc}}, or a name alone")
                        .flatMap(Value::section);
        section.finish();
        return keys.flatMap(FormatSection::avro)
                .map(avro -> new FormatSection(Format.AVRO, Optional.of(avro), true))
                .orElse(UNKNOWN);
    }

    private static Optional<AvroFormat> avro(Section keys) {
        Optional<Value> schemaKey = keys.required("schema", "name its file, as schema: click.avsc");
        Optional<String> schema = schemaKey.flatMap(Value::text);
        Framing framing = keys.optional("framing").flatMap(FRAMING::read).orElse(Framing.ANY);
        Optional<Value> idKey = keys.optional("schema_id");
        Optional<Integer> id = idKey.flatMap(v -> v.integer(0, Integer.MAX_VALUE));
        if (framing != Framing.CONFLUENT) {
            idKey.ifPresent(v -> v.refuse("stands in a frame; write framing: confluent beside it"));
        }
        keys.finish();
        return schema.filter(AvroSchemaFile::isSchema)
                .flatMap(json -> format(schemaKey.orElseThrow(), json, framing, id));
    }

    private static Optional<AvroFormat> format(
            Value place, String json, Framing framing, Optional<Integer> id) {
        try {
            OptionalInt number = id.map(OptionalInt::of).orElseGet(OptionalInt::empty);
            return Optional.of(new AvroFormat(json, framing, number));
        } catch (IllegalArgumentException e) {
            place.refuse(e.getMessage());
            return Optional.empty();
        }
    }
}
