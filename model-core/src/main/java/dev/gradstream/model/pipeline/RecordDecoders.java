package dev.gradstream.model.pipeline;

import dev.gradstream.model.data.HoldOutRule;
import dev.gradstream.model.data.Missing;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.data.TargetSchema;
import dev.gradstream.model.data.format.AvroFormat;
import dev.gradstream.model.data.format.AvroRecordDecoder;
import dev.gradstream.model.data.format.CsvRecordDecoder;
import dev.gradstream.model.data.format.Float32RecordDecoder;
import dev.gradstream.model.data.format.JsonRecordDecoder;
import dev.gradstream.model.data.format.RecordClock;
import dev.gradstream.model.data.format.RecordDecoder;
import dev.gradstream.model.data.format.RecordSchema;
import dev.gradstream.model.data.format.RecordSchema.SplitColumn;
import dev.gradstream.model.loss.Loss;
import dev.gradstream.model.pipeline.Features.Format;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the decoders that a pipeline's records need. */
public final class RecordDecoders {
    private RecordDecoders() {}

    /**
     * A new decoder of the features topic; each subtask needs one of its own. Where labels have a
     * topic of their own, it leaves the target as it is.
     */
    public static RecordDecoder of(Pipeline pipeline) {
        Features features = pipeline.features();
        return decoder(features.format(), features.avro(), schema(pipeline));
    }

    /** A new decoder of the labels topic, into examples without features. */
    public static RecordDecoder ofLabels(Pipeline pipeline) {
        Labels labels = pipeline.labels().orElseThrow();
        return decoder(labels.format(), labels.avro(), labelSchema(pipeline));
    }

    /** Tells the time of records of the features topic. */
    public static RecordClock clock(Pipeline pipeline) {
        Features features = pipeline.features();
        return clock(features.format(), features.avro(), schema(pipeline));
    }

    /** Tells the time of records of the labels topic. */
    public static RecordClock labelClock(Pipeline pipeline) {
        Labels labels = pipeline.labels().orElseThrow();
        return clock(labels.format(), labels.avro(), labelSchema(pipeline));
    }

    private static RecordClock clock(
            Format format, Optional<AvroFormat> avro, RecordSchema schema) {
        if (schema.eventTime().isEmpty()) {
            return new RecordClock(Optional.empty());
        }
        return new RecordClock(
                Optional.of(
                        format == Format.CSV
                                ? CsvRecordDecoder.ofEventTime(schema)
                                : decoder(format, avro, schema.ofEventTime())));
    }

    private static RecordDecoder decoder(
            Format format, Optional<AvroFormat> avro, RecordSchema schema) {
        return switch (format) {
            case JSON -> new JsonRecordDecoder(schema);
            case CSV -> new CsvRecordDecoder(schema);
            case AVRO -> new AvroRecordDecoder(schema, avro.orElseThrow());
            case FLOAT32 -> new Float32RecordDecoder(schema);
        };
    }

    /**
     * The fields of a record of the features topic; in the order of {@link RecordSchema#fields()} a
     * CSV record holds them.
     */
    public static RecordSchema schema(Pipeline pipeline) {
        return schema(
                pipeline.features(),
                pipeline.labels().isPresent()
                        ? TargetSchema.ABSENT
                        : targetSchema(pipeline.target(), pipeline.loss()),
                pipeline.training().weighting().field(),
                splits(pipeline.holdOutRule(Split.VALIDATION), pipeline.holdOutRule(Split.TEST)));
    }

    static RecordSchema schema(
            Features features,
            TargetSchema target,
            Optional<String> weight,
            List<SplitColumn> splits) {
        return new RecordSchema(
                features.key(),
                features.eventTime(),
                features.columns(),
                features.missing(),
                target,
                weight,
                splits);
    }

    /** The fields that say what an example is for. */
    static List<SplitColumn> splits(Optional<HoldOutRule> validation, Optional<HoldOutRule> test) {
        return Stream.concat(
                        column(Split.VALIDATION, validation).stream(),
                        column(Split.TEST, test).stream())
                .toList();
    }

    private static Optional<SplitColumn> column(Split split, Optional<HoldOutRule> rule) {
        return rule.filter(HoldOutRule.Column.class::isInstance)
                .map(HoldOutRule.Column.class::cast)
                .map(column -> new SplitColumn(split, column.field(), column.values()));
    }

    /** The fields of a record of the labels topic, as {@link #schema(Pipeline)} of the features. */
    public static RecordSchema labelSchema(Pipeline pipeline) {
        return labelSchema(
                pipeline.labels().orElseThrow(), targetSchema(pipeline.target(), pipeline.loss()));
    }

    static RecordSchema labelSchema(Labels labels, TargetSchema target) {
        return new RecordSchema(
                labels.key(), labels.eventTime(), List.of(), Missing.REJECT, target);
    }

    static TargetSchema targetSchema(Target target, Loss loss) {
        return new TargetSchema(target.columns(), kind(target, loss), target.classes());
    }

    private static TargetSchema.Kind kind(Target target, Loss loss) {
        if (!target.classes().isEmpty()) {
            return TargetSchema.Kind.CLASS;
        }
        return switch (loss.targetKind(target.width())) {
            case YES_OR_NO -> TargetSchema.Kind.ZERO_OR_ONE;
            case DISTRIBUTION -> TargetSchema.Kind.DISTRIBUTION;
            case NUMBER -> TargetSchema.Kind.NUMBER;
            case CLASS ->
                    throw new IllegalArgumentException(
                            loss.name() + " needs the classes of its target");
        };
    }
}
