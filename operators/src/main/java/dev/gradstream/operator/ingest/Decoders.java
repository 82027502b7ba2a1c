package dev.gradstream.operator.ingest;

import dev.gradstream.model.data.CsvRecordDecoder;
import dev.gradstream.model.data.JsonRecordDecoder;
import dev.gradstream.model.data.RecordDecoder;
import dev.gradstream.model.data.RecordSchema;
import dev.gradstream.model.pipeline.Features;
import dev.gradstream.model.pipeline.Pipeline;

/** The decoder that a pipeline asks for. */
final class Decoders {
    private Decoders() {}

    static RecordDecoder of(Pipeline pipeline) {
        Features features = pipeline.features();
        RecordSchema schema =
                new RecordSchema(
                        features.key(),
                        features.eventTime(),
                        features.columns().stream().map(Features.Column::name).toList(),
                        pipeline.target().column(),
                        pipeline.target().classes());
        return switch (features.format()) {
            case JSON -> new JsonRecordDecoder(schema);
            case CSV -> new CsvRecordDecoder(schema);
        };
    }
}
