package dev.gradstream.model.data.avro;

import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.RefusedRecordException.Reason;
import dev.gradstream.model.data.avro.AvroSchema.Enumeration;
import dev.gradstream.model.data.avro.AvroSchema.Fixed;
import dev.gradstream.model.data.avro.AvroSchema.Primitive;
import dev.gradstream.model.data.avro.AvroSchema.RecordType;
import dev.gradstream.model.data.avro.AvroSchema.Time;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A cursor over Avro's binary encoding. Whatever the bytes say, it never leaves them, never takes
 * memory by them, and never does more work than a few steps for each byte. Source: <a
 * href="https://avro.apache.org/docs/1.12.0/specification/">Apache Avro 1.12 specification</a>,
 * "Binary Encoding".
 */
public final class AvroInput {
    /** Deepest nesting of values that is read. */
    public static final int MAX_NESTING = 64;

    private static final VarHandle FLOAT =
            MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle DOUBLE =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = {};
    private int position;

    /** By nesting, for lists in lists. */
    private final AvroBlocks[] skipped = new AvroBlocks[MAX_NESTING + 1];

    public AvroInput() {
        Arrays.setAll(skipped, depth -> new AvroBlocks(this));
    }

    /** Stands at a position in bytes. */
    public void at(byte[] bytes, int position) {
        this.bytes = bytes;
        this.position = position;
    }

    public byte[] bytes() {
        return bytes;
    }

    /** Of the next byte. */
    public int position() {
        return position;
    }

    /** Whether all bytes are read. */
    public boolean atEnd() {
        return position == bytes.length;
    }

    /** Whether at least so many bytes are left. */
    public boolean hasBytes(int count) {
        return count <= bytes.length - position;
    }

    public boolean readBoolean() throws RefusedRecordException {
        byte value = bytes[require(1)];
        if (value != 0 && value != 1) {
            throw malformed("holds a boolean that is neither 0 nor 1");
        }
        return value == 1;
    }

    public int readInt() throws RefusedRecordException {
        long value = readLong();
        if (value != (int) value) {
            throw malformed("holds an int of more than 32 bits");
        }
        return (int) value;
    }

    /** A number in zig-zag order, in groups of seven bits, the lowest first. */
    public long readLong() throws RefusedRecordException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte group = bytes[require(1)];
            if (shift == 63 && (group & 0xFE) != 0) {
                break;
            }
            value |= (group & 0x7FL) << shift;
            if (group >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw malformed("holds a number of more than 64 bits");
    }

    public float readFloat() throws RefusedRecordException {
        return (float) FLOAT.get(bytes, require(Float.BYTES));
    }

    public double readDouble() throws RefusedRecordException {
        return (double) DOUBLE.get(bytes, require(Double.BYTES));
    }

    /** Reads a length and skips as many bytes; they end at the position. */
    public int readBytes() throws RefusedRecordException {
        long length = readLong();
        if (length < 0 || length > bytes.length - position) {
            throw malformed("ends in the middle of a text");
        }
        position += (int) length;
        return (int) length;
    }

    /** The number of one of so many choices. */
    public int readChoice(int choices, String what) throws RefusedRecordException {
        long choice = readLong();
        if (choice < 0 || choice >= choices) {
            throw malformed("holds " + what + " " + choice + " of " + choices);
        }
        return (int) choice;
    }

    /** Passes over a value. */
    public void skip(AvroSchema schema) throws RefusedRecordException {
        skip(schema, 0);
    }

    private void skip(AvroSchema schema, int depth) throws RefusedRecordException {
        if (depth > MAX_NESTING) {
            throw malformed("is nested deeper than " + MAX_NESTING);
        }
        if (schema instanceof Primitive primitive) {
            skip(primitive);
        } else if (schema instanceof Time time) {
            skip(time == Time.DATE ? Primitive.INT : Primitive.LONG);
        } else if (schema instanceof Fixed fixed) {
            require(fixed.size());
        } else if (schema instanceof Enumeration enumeration) {
            readChoice(enumeration.symbols().size(), "symbol");
        } else if (schema instanceof AvroSchema.Union union) {
            int branch = readChoice(union.branches().size(), "branch");
            skip(union.branches().get(branch), depth + 1);
        } else if (schema instanceof RecordType record) {
            // An iterator would be an object for each record.
            for (int i = 0; i < record.fields().size(); i++) {
                skip(record.fields().get(i).schema(), depth + 1);
            }
        } else if (schema instanceof AvroSchema.Array array) {
            skipBlocks(array.items(), false, depth);
        } else if (schema instanceof AvroSchema.Map map) {
            skipBlocks(map.values(), true, depth);
        }
    }

    private void skip(Primitive primitive) throws RefusedRecordException {
        switch (primitive) {
            case NULL -> {}
            case BOOLEAN -> readBoolean();
            case INT -> readInt();
            case LONG -> readLong();
            case FLOAT -> require(Float.BYTES);
            case DOUBLE -> require(Double.BYTES);
            case BYTES, STRING -> readBytes();
        }
    }

    private void skipBlocks(AvroSchema items, boolean keyed, int depth)
            throws RefusedRecordException {
        AvroBlocks blocks = skipped[depth];
        blocks.begin();
        while (blocks.next()) {
            int before = position;
            if (keyed) {
                readBytes();
            }
            skip(items, depth + 1);
            if (position == before) {
                // Nothings take no bytes, however many of them there are said to be.
                blocks.skipRest();
            }
        }
    }

    /** Passes over so many bytes; returns the position of the first. */
    private int require(int count) throws RefusedRecordException {
        if (!hasBytes(count)) {
            throw malformed("ends in the middle");
        }
        int from = position;
        position += count;
        return from;
    }

    /** The refusal of a value at the present position. */
    public RefusedRecordException malformed(String what) {
        return new RefusedRecordException(
                Reason.MALFORMED,
                "the value "
                        + what
                        + " at byte "
                        + position
                        + "; a record of the Avro schema belongs there");
    }
}
