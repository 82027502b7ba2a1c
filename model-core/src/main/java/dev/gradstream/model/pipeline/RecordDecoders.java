package dev.gradstream.model.pipeline;

import dev.gradstream.model.data.CsvRecordDecoder;
import dev.gradstream.model.data.JsonRecordDecoder;
import dev.gradstream.model.data.RecordDecoder;
import dev.gradstream.model.data.RecordSchema;
import dev.gradstream.model.data.TargetSchema;

/** Makes the decoder that a pipeline's records need. */
public final class RecordDecoders {
    private RecordDecoders() {}

    /** A new decoder; each subtask needs one of its own. */
    public static RecordDecoder of(Pipeline pipeline) {
        RecordSchema schema = schema(pipeline);
        return switch (pipeline.features().format()) {
            case JSON -> new JsonRecordDecoder(schema);
            case CSV -> new CsvRecordDecoder(schema);
        };
    }

    /**
     * The fields of a record; in the order of {@link RecordSchema#fields()} a CSV record holds
     * them.
     */
    public static RecordSchema schema(Pipeline pipeline) {
        Features features = pipeline.features();
        return new RecordSchema(
                features.key(),
                features.eventTime(),
                features.columns().stream().map(Features.Column::name).toList(),
                new TargetSchema(
                        pipeline.target().columns(), kind(pipeline), pipeline.target().classes()));
    }

    private static TargetSchema.Kind kind(Pipeline pipeline) {
        if (!pipeline.target().classes().isEmpty()) {
            return TargetSchema.Kind.CLASS;
        }
        return switch (pipeline.loss().targetKind(pipeline.targetCount())) {
            case YES_OR_NO -> TargetSchema.Kind.ZERO_OR_ONE;
            case DISTRIBUTION -> TargetSchema.Kind.DISTRIBUTION;
            case NUMBER -> TargetSchema.Kind.NUMBER;
            case CLASS ->
                    throw new IllegalArgumentException(
                            pipeline.loss().name() + " needs the classes of its target");
        };
    }
}
