package dev.gradstream.model.data.format;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.RefusedRecordException.Reason;
import dev.gradstream.model.data.avro.AvroInput;
import dev.gradstream.model.data.avro.AvroSchema;
import dev.gradstream.model.data.avro.AvroSchema.Field;
import dev.gradstream.model.data.avro.AvroSchema.Primitive;
import dev.gradstream.model.data.avro.AvroSchema.RecordType;
import dev.gradstream.model.data.format.FieldPaths.Step;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Reads records whose value is one record in Avro's binary encoding, by its writer's schema.
 *
 * <p>The schema is walked once, into a plan of what each byte is for; no record is made of it.
 * Fields that nobody reads are skipped; {@code user.age} is a field of a record in a field. Null in
 * a union is a missing value. Nothing is allocated for a record.
 */
public final class AvroRecordDecoder implements RecordDecoder {
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int FRAME_BYTES = 5;

    private final AvroFormat format;
    private final AvroSchema.RecordType schema;
    private final ExampleEncoder encoder;
    private final AvroInput in = new AvroInput();
    private final AvroValue value = new AvroValue(in);
    private final boolean[] seen;
    private final Part plan;
    private int count;

    /** What becomes of one part of a value. */
    @FunctionalInterface
    private interface Part {
        void read(Example into) throws RefusedRecordException;
    }

    /**
     * @throws IllegalArgumentException if the format's schema lacks a field, or has it as what
     *     cannot be read
     */
    public AvroRecordDecoder(RecordSchema schema, AvroFormat format) {
        this.format = format;
        encoder = new ExampleEncoder(schema);
        seen = new boolean[encoder.fields().size()];
        this.schema = format.schema();
        AvroFields.of(this.schema, schema).requireReadable();
        plan = part(this.schema, FieldPaths.of(encoder.fields()));
    }

    private Part part(AvroSchema schema, Map<String, Step> paths) {
        if (schema instanceof AvroSchema.Union union) {
            Part[] branches =
                    union.branches().stream()
                            .map(branch -> part(branch, paths))
                            .toArray(Part[]::new);
            return into -> branches[in.readChoice(branches.length, "branch")].read(into);
        }
        if (!(schema instanceof RecordType record)) {
            return into -> in.skip(schema);
        }
        Part[] fields = parts(record.fields(), paths);
        return into -> {
            for (Part field : fields) {
                field.read(into);
            }
        };
    }

    /** A part for each field; one for all those that are floats and stand side by side. */
    private Part[] parts(List<Field> fields, Map<String, Step> paths) {
        List<Part> parts = new ArrayList<>();
        for (int first = 0; first < fields.size(); ) {
            int end = first;
            while (end < fields.size() && isPlainFloat(fields.get(end), paths)) {
                end++;
            }
            if (end > first + 1) {
                parts.add(floats(fields.subList(first, end), paths));
                first = end;
            } else {
                parts.add(part(fields.get(first), paths));
                first++;
            }
        }
        return parts.toArray(new Part[0]);
    }

    private boolean isPlainFloat(Field field, Map<String, Step> paths) {
        Step step = paths.get(field.name());
        return field.schema() == Primitive.FLOAT
                && step != null
                && step.field() != FieldPaths.NONE
                && encoder.isPlain(step.field());
    }

    private Part floats(List<Field> fields, Map<String, Step> paths) {
        int[] places = fields.stream().mapToInt(f -> paths.get(f.name()).field()).toArray();
        PlainFloats floats = encoder.plain(places);
        Part[] oneByOne = fields.stream().map(f -> part(f, paths)).toArray(Part[]::new);
        return into -> {
            if (in.hasBytes(floats.bytes()) && floats.encode(in.bytes(), in.position(), into)) {
                in.at(in.bytes(), in.position() + floats.bytes());
                count += places.length;
                for (int place : places) {
                    seen[place] = true;
                }
            } else {
                for (Part field : oneByOne) {
                    field.read(into);
                }
            }
        };
    }

    private Part part(Field field, Map<String, Step> paths) {
        Step step = paths.get(field.name());
        if (step == null) {
            return into -> in.skip(field.schema());
        }
        if (step.field() == FieldPaths.NONE) {
            return part(field.schema(), step.inside());
        }
        int place = step.field();
        String name = encoder.fields().get(place);
        return into -> {
            value.at(name, field.schema());
            if (!value.isFractional() || !encoder.encodePlain(place, value.fractional(), into)) {
                encoder.encode(place, value, into);
            }
            seen[place] = true;
            count++;
        };
    }

    @Override
    public void decode(byte[] key, long timestamp, byte[] value, Example into)
            throws RefusedRecordException {
        RecordValue.start(value);
        switch (format.framing()) {
            case NONE -> decode(key, timestamp, value, 0, into);
            case CONFLUENT -> {
                requireFrame(value);
                decode(key, timestamp, value, FRAME_BYTES, into);
            }
            case ANY -> {
                boolean framed = value.length > FRAME_BYTES && value[0] == 0 && !isPlain(value);
                decode(key, timestamp, value, framed ? FRAME_BYTES : 0, into);
            }
        }
    }

    /** Whether the value is a record from its first byte to its last. */
    private boolean isPlain(byte[] value) {
        try {
            in.at(value, 0);
            in.skip(schema);
            return in.atEnd();
        } catch (RefusedRecordException e) {
            return false;
        }
    }

    private void requireFrame(byte[] value) throws RefusedRecordException {
        if (value.length < FRAME_BYTES || value[0] != 0) {
            throw new RefusedRecordException(
                    Reason.MALFORMED,
                    "the value does not begin with the byte 0 and the number of a schema;"
                            + " Confluent's frame belongs there");
        }
        int id = (int) INT.get(value, 1);
        if (format.schemaId().isPresent() && format.schemaId().getAsInt() != id) {
            throw new RefusedRecordException(
                    Reason.MALFORMED,
                    "the value is of schema "
                            + id
                            + "; one of schema "
                            + format.schemaId().getAsInt()
                            + " belongs there");
        }
    }

    private void decode(byte[] key, long timestamp, byte[] value, int start, Example into)
            throws RefusedRecordException {
        encoder.begin(timestamp, into);
        Arrays.fill(seen, false);
        count = 0;
        in.at(value, start);
        plan.read(into);
        if (!in.atEnd()) {
            throw in.malformed("goes on behind the record");
        }
        if (count < seen.length) {
            takeMissing(into);
        }
        encoder.end(key, into);
    }

    /** Fields of a record that is null are missing with it. */
    private void takeMissing(Example into) throws RefusedRecordException {
        for (int field = 0; field < seen.length; field++) {
            if (!seen[field] && encoder.isRequired(field)) {
                throw new RefusedRecordException(
                        Reason.MISSING_VALUE,
                        encoder.fields().get(field)
                                + " is in a record that is null; a value belongs there");
            }
            if (!seen[field]) {
                encoder.encodeMissing(field, into);
            }
        }
    }
}
