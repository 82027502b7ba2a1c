package dev.gradstream.model.data.format;

import dev.gradstream.model.data.avro.AvroSchema;
import dev.gradstream.model.data.avro.AvroSchemaParser;
import java.util.OptionalInt;

/**
 * How records in Avro are written.
 *
 * @param schemaJson the writer's schema, of type record
 * @param framing what stands before a record
 * @param schemaId the one number of a schema that is accepted in a frame; empty for any
 */
public record AvroFormat(String schemaJson, Framing framing, OptionalInt schemaId) {
    public AvroFormat {
        AvroSchemaParser.parse(schemaJson);
    }

    /** What stands before a record. */
    public enum Framing {
        /** Nothing, or Confluent's frame: what reads to its end as the schema says. */
        ANY,
        /** Nothing. */
        NONE,
        /** A byte 0, then the number of the writer's schema in four bytes, the highest first. */
        CONFLUENT
    }

    /** The schema, as it is read. */
    public AvroSchema.RecordType schema() {
        return AvroSchemaParser.parse(schemaJson);
    }
}
