package dev.gradstream.model.pipeline;

import dev.gradstream.model.data.HoldOutRule;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.data.TargetSchema;
import dev.gradstream.model.data.format.AvroRecordDecoder;
import dev.gradstream.model.data.format.CsvRecordDecoder;
import dev.gradstream.model.data.format.Float32RecordDecoder;
import dev.gradstream.model.data.format.JsonRecordDecoder;
import dev.gradstream.model.data.format.RecordDecoder;
import dev.gradstream.model.data.format.RecordSchema;
import dev.gradstream.model.data.format.RecordSchema.SplitColumn;
import dev.gradstream.model.loss.Loss;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the decoder that a pipeline's records need. */
public final class RecordDecoders {
    private RecordDecoders() {}

    /** A new decoder; each subtask needs one of its own. */
    public static RecordDecoder of(Pipeline pipeline) {
        RecordSchema schema = schema(pipeline);
        return switch (pipeline.features().format()) {
            case JSON -> new JsonRecordDecoder(schema);
            case CSV -> new CsvRecordDecoder(schema);
            case AVRO -> new AvroRecordDecoder(schema, pipeline.features().avro().orElseThrow());
            case FLOAT32 -> new Float32RecordDecoder(schema);
        };
    }

    /**
     * The fields of a record; in the order of {@link RecordSchema#fields()} a CSV record holds
     * them.
     */
    public static RecordSchema schema(Pipeline pipeline) {
        return schema(
                pipeline.features(),
                pipeline.target(),
                pipeline.loss(),
                pipeline.training().weighting().field(),
                splits(pipeline.holdOutRule(Split.VALIDATION), pipeline.holdOutRule(Split.TEST)));
    }

    static RecordSchema schema(
            Features features,
            Target target,
            Loss loss,
            Optional<String> weight,
            List<SplitColumn> splits) {
        return new RecordSchema(
                features.key(),
                features.eventTime(),
                features.columns(),
                features.missing(),
                new TargetSchema(target.columns(), kind(target, loss), target.classes()),
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
