package dev.gradstream.job.replay.format;

import dev.gradstream.job.replay.DataFileException;
import dev.gradstream.job.replay.FeatureRecord;
import dev.gradstream.job.replay.Replay;
import dev.gradstream.model.data.column.Column.Kind;
import dev.gradstream.model.data.format.AvroFormat;
import dev.gradstream.model.data.format.RecordSchema;
import dev.gradstream.model.pipeline.Features;
import dev.gradstream.model.pipeline.Features.Format;
import dev.gradstream.model.pipeline.Labels;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.pipeline.RecordDecoders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Writes rows as records in the format that a pipeline's features have. */
public final class RowEncoder {
    private final Optional<Integer> key;
    private final RecordFormat format;

    private RowEncoder(Optional<Integer> key, RecordFormat format) {
        this.key = key;
        this.format = format;
    }

    /**
     * An encoder for rows of the features topic.
     *
     * @throws DataFileException naming every field of the pipeline that the rows lack, or why the
     *     format cannot be written
     */
    public static RowEncoder of(Pipeline pipeline, RowHeader rows) throws DataFileException {
        Features features = pipeline.features();
        RecordSchema schema = RecordDecoders.schema(pipeline);
        return of(rows, schema, features.format(), features.avro());
    }

    /**
     * As {@link #of(Pipeline, RowHeader)} for the labels topic of a pipeline that has one.
     *
     * @throws DataFileException as that does
     */
    public static RowEncoder ofLabels(Pipeline pipeline, RowHeader rows) throws DataFileException {
        Labels labels = pipeline.labels().orElseThrow();
        RecordSchema schema = RecordDecoders.labelSchema(pipeline);
        return of(rows, schema, labels.format(), labels.avro());
    }

    private static RowEncoder of(
            RowHeader rows, RecordSchema schema, Format written, Optional<AvroFormat> avro)
            throws DataFileException {
        List<String> header = rows.header();
        List<String> needed = schema.fields();
        requireAll(needed, rows);
        RecordFormat format =
                switch (written) {
                    case JSON -> new JsonFormat(header, kinds(schema));
                    case CSV -> new CsvFormat(needed.stream().map(header::indexOf).toList());
                    case FLOAT32 -> new Float32Format(header, schema);
                    case AVRO -> AvroRecordFormat.of(rows, avro.orElseThrow());
                };
        return new RowEncoder(schema.key().map(header::indexOf), format);
    }

    /** The rows of one source as records of it. */
    public Replay.Rows records(RowSource source) {
        return new Replay.Rows() {
            @Override
            public boolean forEach(Replay.RecordConsumer consumer) throws IOException {
                return source.forEachRow(fields -> consumer.accept(encode(fields)));
            }

            @Override
            public OptionalLong count() throws IOException {
                return source.rows();
            }
        };
    }

    /** What the fields hold that are more than texts: a number can be read as a text, too. */
    private static Map<String, Kind> kinds(RecordSchema schema) {
        Map<String, Kind> kinds = new HashMap<>();
        schema.kinds()
                .forEach(
                        (field, read) ->
                                Stream.of(Kind.NUMBERS, Kind.NUMBER, Kind.FLAG)
                                        .filter(read::contains)
                                        .findFirst()
                                        .ifPresent(kind -> kinds.put(field, kind)));
        return kinds;
    }

    private static void requireAll(List<String> needed, RowHeader source) throws DataFileException {
        List<String> missing = new ArrayList<>(needed);
        missing.removeAll(source.header());
        if (!missing.isEmpty()) {
            throw new DataFileException(
                    source.describe()
                            + " lacks "
                            + String.join(", ", missing)
                            + ", which the pipeline file names; it has "
                            + String.join(", ", source.header()));
        }
    }

    /** The record of one row. */
    public FeatureRecord encode(List<String> fields) throws IOException {
        return new FeatureRecord(
                key.map(column -> fields.get(column).getBytes(StandardCharsets.UTF_8)),
                format.write(fields));
    }
}
