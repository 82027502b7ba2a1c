package dev.gradstream.model.pipeline;

import dev.gradstream.model.data.TargetSchema;
import dev.gradstream.model.data.format.AvroFields;
import dev.gradstream.model.pipeline.Features.Format;
import dev.gradstream.model.pipeline.Labels.Otherwise;
import dev.gradstream.model.pipeline.column.ColumnsList;
import dev.gradstream.model.pipeline.yaml.Choice;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.List;
import java.util.Optional;

/** {@code labels}: labels that come after their features, on a topic of their own. */
final class LabelsSection {
    /** Dotted path of the text that names a file, or is a schema. */
    static final String SCHEMA_PATH = "labels.format.avro.schema";

    private static final long MAX_WITHIN_MILLIS = 30 * DurationText.MAX_MILLIS;
    private static final long OUT_OF_ORDERNESS_MILLIS = 5000;
    private static final long IDLE_AFTER_MILLIS = 60_000;
    private static final long MIN_IDLE_AFTER_MILLIS = 100;
    private static final Choice<Otherwise> OTHERWISE =
            Choice.of("negative", Otherwise.NEGATIVE, "drop", Otherwise.DROP);

    private final Section section;
    private final Features features;
    private final DeclaredTarget target;

    private LabelsSection(Section section, Features features, DeclaredTarget target) {
        this.section = section;
        this.features = features;
        this.target = target;
    }

    static DeclaredLabels read(Section root, Features features, DeclaredTarget target) {
        Optional<Value> place = root.optional("labels");
        return place.flatMap(Value::section)
                .map(section -> new LabelsSection(section, features, target).read(place))
                .orElse(new DeclaredLabels(Optional.empty(), place, Optional.empty()));
    }

    private DeclaredLabels read(Optional<Value> place) {
        // The topics' section reads its name.
        section.optional("topic");
        Optional<FormatSection> format = format();
        Optional<String> key = field("key");
        Optional<String> eventTime = field("event_time");
        Optional<Long> within =
                section.required("within", "say how long a label may take, as within: 30m")
                        .flatMap(value -> DurationText.between(value, 1, MAX_WITHIN_MILLIS));
        Optional<Value> otherwisePlace =
                section.required(
                        "otherwise",
                        "say what features without a label are, as otherwise: negative, or drop");
        Optional<Otherwise> otherwise = otherwisePlace.flatMap(OTHERWISE::read);
        long outOfOrderness = duration("out_of_orderness", 0, OUT_OF_ORDERNESS_MILLIS);
        long idleAfter = duration("idle_after", MIN_IDLE_AFTER_MILLIS, IDLE_AFTER_MILLIS);
        section.finish();
        boolean complete = format.isPresent() && within.isPresent() && otherwise.isPresent();
        return new DeclaredLabels(
                complete
                        ? Optional.of(
                                new Labels(
                                        format.get().format(),
                                        format.get().avro(),
                                        key,
                                        eventTime,
                                        within.get(),
                                        otherwise.get(),
                                        outOfOrderness,
                                        idleAfter))
                        : Optional.empty(),
                place,
                otherwisePlace);
    }

    private long duration(String name, long least, long otherwise) {
        return section.optional(name)
                .flatMap(value -> DurationText.between(value, least, DurationText.MAX_MILLIS))
                .orElse(otherwise);
    }

    private Optional<FormatSection> format() {
        Optional<Value> place = section.optional("format");
        if (place.isEmpty() && features.format() == Format.AVRO) {
            section.refuse("labels in avro have a schema of their own; name it in labels.format");
            return Optional.empty();
        }
        FormatSection format =
                place.isPresent()
                        ? FormatSection.read(place)
                        : new FormatSection(features.format(), Optional.empty(), true);
        if (format.format() == Format.FLOAT32) {
            place.ifPresentOrElse(
                    value -> value.refuse(float32()), () -> section.refuse(float32()));
            return Optional.empty();
        }
        return Optional.of(format).filter(FormatSection::known);
    }

    private static String float32() {
        return "rows of float32 have no key that labels are joined by; write format: json, csv or"
                + " avro for both topics";
    }

    /** A field of the label that is no target. */
    private Optional<String> field(String name) {
        Optional<Value> place = section.optional(name);
        Optional<String> field = place.flatMap(ColumnsList::name);
        List<String> targets = target.columns().orElse(List.of());
        if (field.filter(targets::contains).isPresent()) {
            place.get()
                    .refuse(place.get().describe() + " is what is predicted; name another field");
        }
        return field;
    }

    /** Reports a target for which no label would not mean anything. */
    static void checkNegative(DeclaredLabels labels, Optional<TargetSchema> target) {
        boolean negative =
                labels.labels().filter(l -> l.otherwise() == Otherwise.NEGATIVE).isPresent();
        if (negative && target.filter(t -> !hasNegative(t)).isPresent()) {
            labels.otherwisePlace()
                    .orElseThrow()
                    .refuse(
                            "negative is class 0 of two, or 0 where targets are 0 or 1, and this"
                                    + " target has none; write otherwise: drop");
        }
    }

    private static boolean hasNegative(TargetSchema target) {
        return target.kind() == TargetSchema.Kind.ZERO_OR_ONE
                || (target.kind() == TargetSchema.Kind.CLASS && target.classes().size() == 2);
    }

    /** Reports what the labels' Avro schema lacks; of a file that has no other problems. */
    static void checkFormat(DeclaredLabels declared, TargetSchema target) {
        declared.labels()
                .filter(labels -> labels.avro().isPresent())
                .ifPresent(
                        labels ->
                                AvroFields.of(
                                                labels.avro().get(),
                                                RecordDecoders.labelSchema(labels, target))
                                        .problems()
                                        .forEach(
                                                (field, problem) ->
                                                        declared.place()
                                                                .orElseThrow()
                                                                .refuse(field + " " + problem)));
    }
}
