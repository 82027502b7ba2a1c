package dev.gradstream.job.replay;

import dev.gradstream.model.data.column.Column;
import dev.gradstream.model.data.column.Column.Kind;
import dev.gradstream.model.data.format.RecordSchema;
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

/** Writes the rows of a CSV file as records in the format that a pipeline's features have. */
public final class RowEncoder {
    private final Optional<Integer> key;
    private final RecordFormat format;

    /** Writes a row's fields as a record's value. */
    @FunctionalInterface
    interface RecordFormat {
        byte[] write(List<String> fields) throws IOException;
    }

    private RowEncoder(Optional<Integer> key, RecordFormat format) {
        this.key = key;
        this.format = format;
    }

    /**
     * An encoder for the rows of one file.
     *
     * @throws DataFileException naming every column of the pipeline that the file lacks
     */
    public static RowEncoder of(Pipeline pipeline, CsvFile file) throws DataFileException {
        return of(
                pipeline,
                file,
                RecordDecoders.schema(pipeline),
                pipeline.features().format(),
                pipeline.features().key());
    }

    /**
     * As {@link #of(Pipeline, CsvFile)} for the labels topic of a pipeline that has one.
     *
     * @throws DataFileException as that does
     */
    public static RowEncoder ofLabels(Pipeline pipeline, CsvFile file) throws DataFileException {
        Labels labels = pipeline.labels().orElseThrow();
        RecordSchema schema = RecordDecoders.labelSchema(pipeline);
        return of(pipeline, file, schema, labels.format(), labels.key());
    }

    private static RowEncoder of(
            Pipeline pipeline,
            CsvFile file,
            RecordSchema schema,
            Format written,
            Optional<String> key)
            throws DataFileException {
        List<String> header = file.header();
        List<String> needed = schema.fields();
        requireAll(needed, file);
        RecordFormat format =
                switch (written) {
                    case JSON -> new JsonFormat(header, kinds(pipeline));
                    case CSV -> new CsvFormat(needed.stream().map(header::indexOf).toList());
                    case FLOAT32 -> new Float32Format(header, schema);
                    case AVRO ->
                            throw new DataFileException(
                                    file.path(),
                                    "cannot be sent as avro in this version; send it with another"
                                            + " program, or as json, csv or float32");
                };
        return new RowEncoder(key.map(header::indexOf), format);
    }

    /** What the fields hold that are more than texts. */
    private static Map<String, Kind> kinds(Pipeline pipeline) {
        Map<String, Kind> kinds = new HashMap<>();
        for (Column column : pipeline.features().columns()) {
            column.fields().forEach(field -> kinds.put(field, column.kind()));
        }
        if (pipeline.target().classes().isEmpty()) {
            pipeline.target().columns().forEach(field -> kinds.put(field, Kind.NUMBER));
        }
        return kinds;
    }

    private static void requireAll(List<String> needed, CsvFile file) throws DataFileException {
        List<String> missing = new ArrayList<>(needed);
        missing.removeAll(file.header());
        if (!missing.isEmpty()) {
            throw new DataFileException(
                    file.path(),
                    1,
                    "the header lacks "
                            + String.join(", ", missing)
                            + ", which the pipeline file names; it has "
                            + String.join(", ", file.header()));
        }
    }

    /** The record of one row. */
    public FeatureRecord encode(List<String> fields) throws IOException {
        return new FeatureRecord(
                key.map(column -> fields.get(column).getBytes(StandardCharsets.UTF_8)),
                format.write(fields));
    }
}
