package dev.gradstream.model.data.avro;

import java.util.List;
import java.util.Locale;

/** A schema of Avro 1.12, as far as reading needs it: without documentation, aliases, defaults. */
public sealed interface AvroSchema {

    /** How a message names it. */
    String describe();

    /** Types without parts. */
    enum Primitive implements AvroSchema {
        NULL,
        BOOLEAN,
        INT,
        LONG,
        FLOAT,
        DOUBLE,
        BYTES,
        STRING;

        @Override
        public String describe() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whole numbers that count from 1970-01-01T00:00Z on. */
    enum Time implements AvroSchema {
        /** Days, as an int. */
        DATE("date"),
        MILLIS("timestamp-millis"),
        MICROS("timestamp-micros"),
        NANOS("timestamp-nanos");

        private final String logicalType;

        Time(String logicalType) {
            this.logicalType = logicalType;
        }

        @Override
        public String describe() {
            return logicalType;
        }
    }

    /** So many bytes. */
    record Fixed(int size) implements AvroSchema {
        @Override
        public String describe() {
            return "fixed";
        }
    }

    /** One of a few symbols. */
    record Enumeration(List<String> symbols) implements AvroSchema {
        public Enumeration {
            symbols = List.copyOf(symbols);
        }

        @Override
        public String describe() {
            return "enum";
        }
    }

    /** A list. */
    record Array(AvroSchema items) implements AvroSchema {
        @Override
        public String describe() {
            return "array of " + items.describe();
        }
    }

    /** Values by texts. */
    record Map(AvroSchema values) implements AvroSchema {
        @Override
        public String describe() {
            return "map";
        }
    }

    /** One of several schemas. */
    record Union(List<AvroSchema> branches) implements AvroSchema {
        public Union {
            branches = List.copyOf(branches);
        }

        @Override
        public String describe() {
            return "union of "
                    + String.join(", ", branches.stream().map(AvroSchema::describe).toList());
        }
    }

    /** A field of a record. */
    record Field(String name, AvroSchema schema) {}

    /** Fields in order. May hold itself, so its fields come after it is made. */
    final class RecordType implements AvroSchema {
        private final String name;
        private List<Field> fields = List.of();

        RecordType(String name) {
            this.name = name;
        }

        void complete(List<Field> all) {
            fields = List.copyOf(all);
        }

        public String name() {
            return name;
        }

        public List<Field> fields() {
            return fields;
        }

        @Override
        public String describe() {
            return "record";
        }

        /** Not its fields, among which it may be itself. */
        @Override
        public String toString() {
            return "RecordType[" + name + "]";
        }
    }
}
