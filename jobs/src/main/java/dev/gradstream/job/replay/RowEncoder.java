package dev.gradstream.job.replay;

import dev.gradstream.model.pipeline.Features.Column;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.pipeline.RecordDecoders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
        List<String> header = file.header();
        List<String> needed = RecordDecoders.schema(pipeline).fields();
        requireAll(needed, file);
        RecordFormat format =
                switch (pipeline.features().format()) {
                    case JSON -> new JsonFormat(header, numbers(pipeline));
                    case CSV -> new CsvFormat(needed.stream().map(header::indexOf).toList());
                };
        return new RowEncoder(pipeline.features().key().map(header::indexOf), format);
    }

    private static Set<String> numbers(Pipeline pipeline) {
        Set<String> numbers = new HashSet<>();
        for (Column column : pipeline.features().columns()) {
            numbers.add(column.name());
        }
        if (pipeline.target().classes().isEmpty()) {
            numbers.addAll(pipeline.target().columns());
        }
        return numbers;
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
