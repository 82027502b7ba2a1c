package dev.gradstream.model.data.format;

import dev.gradstream.model.data.Excerpt;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.RefusedRecordException.Reason;
import dev.gradstream.model.data.avro.AvroBlocks;
import dev.gradstream.model.data.avro.AvroInput;
import dev.gradstream.model.data.avro.AvroSchema;
import dev.gradstream.model.data.avro.AvroSchema.Enumeration;
import dev.gradstream.model.data.avro.AvroSchema.Primitive;
import dev.gradstream.model.data.avro.AvroSchema.Time;
import dev.gradstream.model.data.column.Column.Kind;
import dev.gradstream.model.data.field.EventTime;
import dev.gradstream.model.data.field.FieldValue;
import dev.gradstream.model.data.field.FiniteNumber;
import dev.gradstream.model.data.field.Utf8Text;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;

/** A value in Avro: read when it is reached, but for a list, which is read as its reader asks. */
final class AvroValue implements FieldValue {
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final long DAY_MILLIS = 86_400_000;

    private final AvroInput in;
    private final AvroBlocks blocks;
    private final Utf8Text text = new Utf8Text();
    private final IdentityHashMap<Enumeration, byte[][]> symbols = new IdentityHashMap<>();
    private String field = "";
    private AvroSchema type = Primitive.NULL;
    private AvroSchema items = Primitive.NULL;
    private long whole;
    private double fractional;

    AvroValue(AvroInput in) {
        this.in = in;
        blocks = new AvroBlocks(in);
    }

    /** Reads the value of a schema that the input stands at. */
    AvroValue at(String field, AvroSchema schema) throws RefusedRecordException {
        this.field = field;
        read(schema);
        return this;
    }

    private void read(AvroSchema schema) throws RefusedRecordException {
        type = schema;
        if (schema instanceof AvroSchema.Union union) {
            read(union.branches().get(in.readChoice(union.branches().size(), "branch")));
        } else if (schema instanceof Primitive primitive) {
            read(primitive);
        } else if (schema instanceof Time time) {
            whole = time == Time.DATE ? in.readInt() : in.readLong();
        } else if (schema instanceof Enumeration enumeration) {
            whole = in.readChoice(enumeration.symbols().size(), "symbol");
        } else if (schema instanceof AvroSchema.Array list) {
            items = list.items();
        }
    }

    private void read(Primitive primitive) throws RefusedRecordException {
        switch (primitive) {
            case BOOLEAN -> whole = in.readBoolean() ? 1 : 0;
            case INT -> whole = in.readInt();
            case LONG -> whole = in.readLong();
            case FLOAT -> fractional = in.readFloat();
            case DOUBLE -> fractional = in.readDouble();
            case STRING -> {
                int length = in.readBytes();
                text.view(in.bytes(), in.position() - length, in.position());
            }
            case NULL, BYTES -> {}
        }
    }

    @Override
    public String name() {
        return field;
    }

    @Override
    public boolean isMissing() {
        return type == Primitive.NULL || (type == Primitive.STRING && text.isEmpty());
    }

    @Override
    public float number() throws RefusedRecordException {
        requirePresent(Kind.NUMBER);
        if (type == Primitive.FLOAT || type == Primitive.DOUBLE) {
            return FiniteNumber.of(field, fractional);
        }
        return whole;
    }

    @Override
    public boolean flag() throws RefusedRecordException {
        requirePresent(Kind.FLAG);
        if (whole != 0 && whole != 1) {
            throw new RefusedRecordException(
                    Reason.MALFORMED,
                    field
                            + " is "
                            + Excerpt.of(Long.toString(whole))
                            + "; "
                            + Kind.FLAG.description()
                            + " belongs there");
        }
        return whole == 1;
    }

    @Override
    public long time() throws RefusedRecordException {
        requirePresent(Kind.TIME);
        if (type == Primitive.STRING) {
            return EventTime.parse(field, text.bytes(), text.from(), text.to());
        }
        if (!(type instanceof Time time)) {
            return whole;
        }
        return switch (time) {
            case DATE -> whole * DAY_MILLIS;
            case MILLIS -> whole;
            case MICROS -> Math.floorDiv(whole, 1000L);
            case NANOS -> Math.floorDiv(whole, 1_000_000L);
        };
    }

    @Override
    public Utf8Text text() throws RefusedRecordException {
        requirePresent(Kind.TEXT);
        if (type == Primitive.STRING) {
            return text;
        }
        if (type == Primitive.BOOLEAN) {
            byte[] word = whole == 1 ? TRUE : FALSE;
            return text.view(word, 0, word.length);
        }
        if (type instanceof Enumeration enumeration) {
            byte[] symbol = symbols.computeIfAbsent(enumeration, AvroValue::encode)[(int) whole];
            return text.view(symbol, 0, symbol.length);
        }
        return isFractional() ? ofNumber(Double.toString(fractional)) : text.set(whole);
    }

    private static byte[][] encode(Enumeration enumeration) {
        return enumeration.symbols().stream()
                .map(symbol -> symbol.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    /** Whether it is a float or double. */
    boolean isFractional() {
        return type == Primitive.FLOAT || type == Primitive.DOUBLE;
    }

    /** The float or double, as a float. */
    float fractional() {
        return (float) fractional;
    }

    /** For a message alone: what reads texts is refused such a type beforehand. */
    private Utf8Text ofNumber(String number) {
        byte[] digits = number.getBytes(StandardCharsets.US_ASCII);
        return text.view(digits, 0, digits.length);
    }

    @Override
    public boolean isList() {
        return type instanceof AvroSchema.Array;
    }

    @Override
    public void beginList() throws RefusedRecordException {
        requirePresent(Kind.NUMBERS);
        blocks.begin();
    }

    @Override
    public boolean nextElement() throws RefusedRecordException {
        if (!blocks.next()) {
            return false;
        }
        read(items);
        return true;
    }

    private void requirePresent(Kind wanted) throws RefusedRecordException {
        if (type == Primitive.NULL) {
            throw new RefusedRecordException(
                    Reason.MISSING_VALUE,
                    field + " is null; " + wanted.description() + " belongs there");
        }
    }
}
