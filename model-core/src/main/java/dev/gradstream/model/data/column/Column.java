package dev.gradstream.model.data.column;

import dev.gradstream.model.data.Missing;
import java.util.List;

/** A column: fields of the record that become one or several values of the feature vector. */
public sealed interface Column
        permits NumericColumn,
                BucketizedColumn,
                VectorColumn,
                BooleanColumn,
                CategoricalColumn,
                HashedColumn,
                TokensColumn,
                DateColumn {

    /** What it is called; no two columns of a schema share a name. */
    String name();

    /** The fields of the record that it reads, at least one. */
    List<String> fields();

    /** What the fields hold. */
    Kind kind();

    /** How many values it takes in the feature vector, at least 1. */
    int width();

    /**
     * How many of its first values are measurements, which scaling is for. The others, as the ones
     * and zeros of a category, mean what they are.
     */
    default int scaledWidth() {
        return 0;
    }

    /**
     * What the values are, in order, with everything that decides them: {@code age}, {@code
     * job=nurse}. Values of one kind in a row share a name that ends with their number, as {@code
     * pixels[64]}.
     */
    List<String> encodedNames();

    /**
     * A new encoder.
     *
     * @param position of the column's first value in the feature vector
     * @param missing whether anything may be missing
     */
    ColumnEncoder encoder(int position, Missing missing);

    /** What a field of the record holds. */
    enum Kind {
        NUMBER("a number"),
        NUMBERS("a list of numbers"),
        FLAG("true or false"),
        TEXT("a text"),
        TEXTS("a list of texts"),
        TIME("a time");

        private final String description;

        Kind(String description) {
            this.description = description;
        }

        /** As it may stand in a message. */
        public String description() {
            return description;
        }

        /** Whether a value is a list, which can be read but once. */
        public boolean isList() {
            return this == NUMBERS || this == TEXTS;
        }
    }
}
