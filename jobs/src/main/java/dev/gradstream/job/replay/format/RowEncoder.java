package dev.gradstream.job.replay.format;

import dev.gradstream.job.replay.DataFileException;
import dev.gradstream.job.replay.FeatureRecord;
import dev.gradstream.job.replay.Replay;
import dev.gradstream.model.data.column.Column;
import dev.gradstream.model.data.column.Column.Kind;
import dev.gradstream.model.pipeline.Features;
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

/** Writes rows as records in the format that a pipeline's features have. */
public final class RowEncoder {
    private final Optional<Integer> key;
    private final RecordFormat format;

    private RowEncoder(Optional<Integer> key, RecordFormat format) {
        this.key = key;
        this.format = format;
    }

    /**
     * An encoder for rows.
     *
     * @throws DataFileException naming every field of the pipeline that the rows lack, or why the
     *     format cannot be written
     */
    public static RowEncoder of(Pipeline pipeline, RowHeader rows) throws DataFileException {
        return of(pipeline, rows, RecordDecoders.schema(pipeline).fields());
    }

    /**
     * An encoder for rows whose target comes by another way.
     *
     * @throws DataFileException as {@link #of}
     */
    public static RowEncoder withoutTarget(Pipeline pipeline, RowHeader rows)
            throws DataFileException {
        if (pipeline.features().format() == Features.Format.FLOAT32) {
            throw new DataFileException(
                    rows.describe() + " has no target, which belongs into each row of float32");
        }
        List<String> needed = new ArrayList<>(RecordDecoders.schema(pipeline).fields());
        needed.removeAll(pipeline.target().columns());
        return of(pipeline, rows, needed);
    }

    private static RowEncoder of(Pipeline pipeline, RowHeader rows, List<String> needed)
            throws DataFileException {
        List<String> header = rows.header();
        requireAll(needed, rows);
        Features features = pipeline.features();
        RecordFormat format =
                switch (features.format()) {
                    case JSON -> new JsonFormat(header, kinds(pipeline));
                    case CSV -> new CsvFormat(needed.stream().map(header::indexOf).toList());
                    case FLOAT32 -> new Float32Format(header, RecordDecoders.schema(pipeline));
                    case AVRO -> AvroRecordFormat.of(rows, features.avro().orElseThrow());
                };
        return new RowEncoder(features.key().map(header::indexOf), format);
    }

    /** The rows of one source as records; see {@link #of}. */
    public static Replay.Rows records(Pipeline pipeline, RowSource source)
            throws DataFileException {
        RowEncoder encoder = of(pipeline, source);
        return new Replay.Rows() {
            @Override
            public boolean forEach(Replay.RecordConsumer consumer) throws IOException {
                return source.forEachRow(fields -> consumer.accept(encoder.encode(fields)));
            }

            @Override
            public OptionalLong count() throws IOException {
                return source.rows();
            }
        };
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
