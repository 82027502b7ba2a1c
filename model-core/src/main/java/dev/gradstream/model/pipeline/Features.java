package dev.gradstream.model.pipeline;

import dev.gradstream.model.data.Scaling;
import java.util.List;
import java.util.Optional;

/**
 * How a record becomes features.
 *
 * @param key the column that names an example
 * @param eventTime the column that says when it happened
 * @param columns in the order in which they stand in the feature vector
 */
public record Features(
        Format format,
        Optional<String> key,
        Optional<String> eventTime,
        List<Column> columns,
        Scaling scaling) {

    public Features {
        columns = List.copyOf(columns);
    }

    /** How a record's value is written. */
    public enum Format {
        JSON,
        CSV
    }

    /** A column of the record. */
    public sealed interface Column {
        String name();

        /** How many values it takes in the feature vector. */
        int width();

        /** One finite number. */
        record Numeric(String name) implements Column {
            @Override
            public int width() {
                return 1;
            }
        }
    }

    /** Values in the encoded feature vector. */
    public int width() {
        return columns.stream().mapToInt(Column::width).sum();
    }
}
