package dev.gradstream.job.replay.format;

import dev.gradstream.job.replay.DataFileException;
import dev.gradstream.model.data.Excerpt;
import dev.gradstream.model.data.avro.AvroSchema;
import dev.gradstream.model.data.avro.AvroSchema.Field;
import dev.gradstream.model.data.avro.AvroSchema.Primitive;
import dev.gradstream.model.data.avro.AvroSchema.RecordType;
import dev.gradstream.model.data.format.AvroFormat;
import dev.gradstream.model.data.format.AvroFormat.Framing;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes a row as one record of the pipeline's Avro schema, in binary encoding, in Confluent's
 * frame where the pipeline says so.
 *
 * <p>The column {@code user.age} is the field {@code age} of the record in the field {@code user}.
 * Columns that the schema does not have are left out; fields that no column fills are null.
 */
final class AvroRecordFormat implements RecordFormat {
    private final byte[] frame;
    private final Part record;

    /** Writes one part of a record. */
    @FunctionalInterface
    private interface Part {
        void write(List<String> fields, AvroOutput out) throws UnfitFieldException;
    }

    private AvroRecordFormat(byte[] frame, Part record) {
        this.frame = frame;
        this.record = record;
    }

    /**
     * A format for one source.
     *
     * @throws DataFileException if the schema has a field that the source can neither fill nor
     *     leave null, or a frame has no number
     */
    static AvroRecordFormat of(RowHeader source, AvroFormat format) throws DataFileException {
        byte[] frame = frame(source, format);
        return new AvroRecordFormat(frame, record(format.schema(), "", source));
    }

    private static byte[] frame(RowHeader source, AvroFormat format) throws DataFileException {
        if (format.framing() != Framing.CONFLUENT) {
            return new byte[0];
        }
        int id =
                format.schemaId()
                        .orElseThrow(
                                () ->
                                        new DataFileException(
                                                source.describe()
                                                        + " cannot be sent in Confluent's frame"
                                                        + " without the schema's number; say"
                                                        + " schema_id beside framing"));
        return new byte[] {0, (byte) (id >>> 24), (byte) (id >>> 16), (byte) (id >>> 8), (byte) id};
    }

    private static Part record(RecordType schema, String path, RowHeader source)
            throws DataFileException {
        List<Part> parts = new ArrayList<>();
        for (Field field : schema.fields()) {
            parts.add(field(field.schema(), path + field.name(), source));
        }
        return (fields, out) -> {
            for (Part part : parts) {
                part.write(fields, out);
            }
        };
    }

    private static Part field(AvroSchema schema, String path, RowHeader source)
            throws DataFileException {
        int column = source.header().indexOf(path);
        if (column >= 0 && AvroText.canWrite(schema)) {
            return (fields, out) -> write(fields.get(column), path, schema, out);
        }
        List<AvroSchema> branches =
                schema instanceof AvroSchema.Union union ? union.branches() : List.of(schema);
        int nothing = branches.indexOf(Primitive.NULL);
        List<Integer> inside = columnsInside(path, source);
        for (int branch = 0; !inside.isEmpty() && branch < branches.size(); branch++) {
            if (branches.get(branch) instanceof RecordType inner) {
                Part filled = chosen(schema, branch, record(inner, path + ".", source));
                return nothing < 0 ? filled : orNothing(inside, filled, nothing);
            }
        }
        if (column < 0 && nothing >= 0) {
            return chosen(schema, nothing, (fields, out) -> {});
        }
        throw new DataFileException(
                source.describe()
                        + (column < 0 ? " lacks " : " cannot fill ")
                        + path
                        + ", which the Avro schema has as "
                        + Excerpt.sentence(schema.describe())
                        + (column < 0 ? " and not as null" : ""));
    }

    private static List<Integer> columnsInside(String path, RowHeader source) {
        return IntStream.range(0, source.header().size())
                .filter(column -> source.header().get(column).startsWith(path + "."))
                .boxed()
                .toList();
    }

    /** A record, or null where a row has none of its fields. */
    private static Part orNothing(List<Integer> columns, Part record, int nothing) {
        return (fields, out) -> {
            if (columns.stream().allMatch(column -> fields.get(column).isEmpty())) {
                out.writeLong(nothing);
            } else {
                record.write(fields, out);
            }
        };
    }

    /** A value, in a union behind the number of its branch. */
    private static Part chosen(AvroSchema schema, int branch, Part value) {
        if (!(schema instanceof AvroSchema.Union)) {
            return value;
        }
        return (fields, out) -> {
            out.writeLong(branch);
            value.write(fields, out);
        };
    }

    private static void write(String text, String path, AvroSchema schema, AvroOutput out)
            throws UnfitFieldException {
        if (!AvroText.write(text, schema, out)) {
            throw new UnfitFieldException(
                    path
                            + " is "
                            + (text.isEmpty() ? "empty" : Excerpt.of(text))
                            + ", which is no "
                            + Excerpt.sentence(schema.describe())
                            + " as the Avro schema has it");
        }
    }

    @Override
    public byte[] write(List<String> fields) throws UnfitFieldException {
        AvroOutput out = new AvroOutput();
        for (byte value : frame) {
            out.writeByte(value);
        }
        record.write(fields, out);
        return out.toByteArray();
    }
}
