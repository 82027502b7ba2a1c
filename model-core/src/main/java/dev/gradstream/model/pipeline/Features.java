package dev.gradstream.model.pipeline;

import dev.gradstream.model.data.Missing;
import dev.gradstream.model.data.Scaling;
import dev.gradstream.model.data.column.Column;
import dev.gradstream.model.data.format.AvroFormat;
import java.util.List;
import java.util.Optional;

/**
 * How a record becomes features.
 *
 * @param key the field that names an example
 * @param eventTime the field that says when it happened
 * @param columns in the order in which they stand in the feature vector
 * @param missing what becomes of a record that lacks a field of the columns
 * @param avro the schema of the format Avro; empty for any other
 */
public record Features(
        Format format,
        Optional<String> key,
        Optional<String> eventTime,
        List<Column> columns,
        Scaling scaling,
        Missing missing,
        Optional<AvroFormat> avro) {

    public Features {
        columns = List.copyOf(columns);
        if (avro.isPresent() != (format == Format.AVRO)) {
            throw new IllegalArgumentException(
                    "the format is "
                            + format
                            + (avro.isPresent() ? ", with" : ", without")
                            + " an Avro schema");
        }
    }

    /** Features none of which may be missing. */
    public Features(
            Format format,
            Optional<String> key,
            Optional<String> eventTime,
            List<Column> columns,
            Scaling scaling) {
        this(format, key, eventTime, columns, scaling, Missing.REJECT, Optional.empty());
    }

    /** How a record's value is written. */
    public enum Format {
        JSON,
        CSV,
        AVRO,
        FLOAT32
    }

    /** Values in the encoded feature vector. */
    public int width() {
        return columns.stream().mapToInt(Column::width).sum();
    }

    /** What the values of the feature vector are; see {@link Column#encodedNames()}. */
    public List<String> encodedNames() {
        return columns.stream().flatMap(column -> column.encodedNames().stream()).toList();
    }
}
