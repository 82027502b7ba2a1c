package dev.gradstream.model.pipeline;

import dev.gradstream.model.data.column.Column.Kind;
import dev.gradstream.model.data.format.AvroFields;
import dev.gradstream.model.data.format.Float32RecordDecoder;
import dev.gradstream.model.data.format.RecordSchema;
import dev.gradstream.model.pipeline.Features.Format;
import dev.gradstream.model.pipeline.column.DeclaredColumn;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.Map;
import java.util.Optional;

/** Whether a format can hold what the columns and the target read. */
final class FormatCheck {
    private final Section root;
    private final DeclaredFeatures features;

    private FormatCheck(Section root, DeclaredFeatures features) {
        this.root = root;
        this.features = features;
    }

    /**
     * Reports whatever the format cannot hold.
     *
     * @param schema of the whole file, which has no problems so far
     */
    static void check(Section root, DeclaredFeatures features, RecordSchema schema) {
        FormatCheck check = new FormatCheck(root, features);
        if (features.features().format() == Format.FLOAT32) {
            check.refuseWhatIsNoNumber();
        }
        features.features()
                .avro()
                .ifPresent(avro -> check.refuse(AvroFields.of(avro, schema).problems()));
    }

    private void refuseWhatIsNoNumber() {
        for (String key : new String[] {"key", "event_time"}) {
            section("features")
                    .flatMap(keys -> keys.optional(key))
                    .ifPresent(
                            value ->
                                    value.refuse(
                                            "has no place in rows of float32; leave it out: the"
                                                    + " record's own key and timestamp count"));
        }
        for (String split : new String[] {"validation", "test"}) {
            section(split)
                    .flatMap(keys -> keys.optional(HoldOutKeys.COLUMN))
                    .ifPresent(
                            value ->
                                    value.refuse(
                                            "is a text, which rows of float32 cannot hold; write"
                                                    + " fraction or topic, or another format"));
        }
        for (DeclaredColumn declared : features.columns()) {
            Kind kind = declared.column().kind();
            if (!Float32RecordDecoder.holds(kind)) {
                declared.place()
                        .refuse(
                                "reads "
                                        + kind.description()
                                        + ", which rows of float32 cannot hold; write format: json,"
                                        + " csv or avro");
            }
        }
    }

    private void refuse(Map<String, String> problems) {
        problems.forEach((field, problem) -> place(field).refuse(problem));
    }

    /** Where the file names a field. */
    private Value place(String field) {
        return features.columns().stream()
                .filter(declared -> declared.column().fields().contains(field))
                .map(DeclaredColumn::place)
                .findFirst()
                .or(() -> named("features", "key", field))
                .or(() -> named("features", "event_time", field))
                .or(() -> named("training", WeightingKeys.SAMPLE_WEIGHT, field))
                .or(() -> named("validation", HoldOutKeys.COLUMN, field))
                .or(() -> named("test", HoldOutKeys.COLUMN, field))
                .or(() -> targetColumn(field))
                .or(() -> root.optional("target"))
                .orElseThrow();
    }

    private Optional<Value> named(String name, String key, String field) {
        return section(name)
                .flatMap(keys -> keys.optional(key))
                .filter(value -> names(value, field));
    }

    /** One of several; a single column stands beside the name of its section. */
    private Optional<Value> targetColumn(String field) {
        return section("target")
                .flatMap(keys -> keys.optional("columns"))
                .flatMap(Value::list)
                .flatMap(items -> items.stream().filter(item -> names(item, field)).findFirst());
    }

    private static boolean names(Value value, String field) {
        return value.text().filter(field::equals).isPresent();
    }

    private Optional<Section> section(String name) {
        return root.optional(name).flatMap(Value::section);
    }
}
