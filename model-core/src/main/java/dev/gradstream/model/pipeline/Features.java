package dev.gradstream.model.pipeline;

import dev.gradstream.model.data.Missing;
import dev.gradstream.model.data.Scaling;
import dev.gradstream.model.data.column.Column;
import dev.gradstream.model.data.format.AvroFormat;
import dev.gradstream.model.data.sequence.Sequence;
import dev.gradstream.model.data.sequence.Sequencer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How a record becomes features.
 *
 * @param key the field that names an example
 * @param eventTime the field that says when it happened
 * @param columns what is read of a record; without a sequence, in the order in which they stand in
 *     the feature vector
 * @param missing what becomes of a record that lacks a field of the columns
 * @param avro the schema of the format Avro; empty for any other
 * @param sequence how an example is made of several records; empty where each is one
 */
public record Features(
        Format format,
        Optional<String> key,
        Optional<String> eventTime,
        List<Column> columns,
        Scaling scaling,
        Missing missing,
        Optional<AvroFormat> avro,
        Optional<Sequence> sequence) {

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

    /** Features of one record. */
    public Features(
            Format format,
            Optional<String> key,
            Optional<String> eventTime,
            List<Column> columns,
            Scaling scaling,
            Missing missing,
            Optional<AvroFormat> avro) {
        this(format, key, eventTime, columns, scaling, missing, avro, Optional.empty());
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

    /** The same features, of several records. */
    public Features of(Sequence records, List<Column> recordColumns) {
        return new Features(
                format,
                key,
                eventTime,
                recordColumns,
                scaling,
                missing,
                avro,
                Optional.of(records));
    }

    /** Values in the encoded feature vector. */
    public int width() {
        return width(vector());
    }

    /** Values of one record, encoded by itself. */
    public int recordWidth() {
        return width(columns);
    }

    private static int width(List<Column> columns) {
        return columns.stream().mapToInt(Column::width).sum();
    }

    /** The columns whose values make the feature vector, in its order. */
    public List<Column> vector() {
        return sequence.map(records -> records.columns(columns)).orElse(columns);
    }

    /** Whether one of the fields is read for a feature of the record that has the target. */
    boolean tellAnyOf(Collection<String> fields) {
        Set<String> asked = Set.copyOf(fields);
        Stream<Column> present =
                sequence.map(records -> records.presentColumns(columns)).orElse(columns).stream();
        return present.flatMap(column -> column.fields().stream()).anyMatch(asked::contains);
    }

    /**
     * What the values of the feature vector are; see {@link Column#encodedNames()} and {@link
     * Sequence#encodedNames}.
     */
    public List<String> encodedNames() {
        return sequence.map(records -> records.encodedNames(columns))
                .orElseGet(
                        () ->
                                columns.stream()
                                        .flatMap(column -> column.encodedNames().stream())
                                        .toList());
    }

    /** Makes examples of the records of a series; empty where each record is one. */
    public Optional<Sequencer> sequencer() {
        return sequence.map(records -> new Sequencer(records, columns, missing));
    }
}
