package dev.gradstream.model.pipeline;

import dev.gradstream.model.data.TargetSchema;
import dev.gradstream.model.data.format.AvroRecordDecoder;
import dev.gradstream.model.data.format.CsvRecordDecoder;
import dev.gradstream.model.data.format.Float32RecordDecoder;
import dev.gradstream.model.data.format.JsonRecordDecoder;
import dev.gradstream.model.data.format.RecordDecoder;
import dev.gradstream.model.data.format.RecordSchema;
import dev.gradstream.model.loss.Loss;

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
        return schema(pipeline.features(), pipeline.target(), pipeline.loss());
    }

    static RecordSchema schema(Features features, Target target, Loss loss) {
        return new RecordSchema(
                features.key(),
                features.eventTime(),
                features.columns(),
                features.missing(),
                new TargetSchema(target.columns(), kind(target, loss), target.classes()));
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
