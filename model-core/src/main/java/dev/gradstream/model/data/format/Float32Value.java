package dev.gradstream.model.data.format;

import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.RefusedRecordException.Reason;
import dev.gradstream.model.data.column.Column;
import dev.gradstream.model.data.column.Column.Kind;
import dev.gradstream.model.data.column.VectorColumn;
import dev.gradstream.model.data.field.FieldValue;
import dev.gradstream.model.data.field.FiniteNumber;
import dev.gradstream.model.data.field.Utf8Text;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** One or several floats of a row. */
final class Float32Value implements FieldValue {
    private final byte[][] labels;
    private final Utf8Text text = new Utf8Text();
    private byte[] bytes = {};
    private int position;
    private int end;
    private boolean inList;
    private String field = "";

    /**
     * @param classes whose labels stand for their indices
     */
    Float32Value(List<String> classes) {
        labels = new byte[classes.size()][];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = classes.get(i).getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * How many floats each of the schema's fields has.
     *
     * @throws IllegalArgumentException if a field is of a kind that is no number
     */
    static int[] sizes(RecordSchema schema) {
        int[] sizes = new int[schema.fields().size()];
        Arrays.fill(sizes, 1);
        for (Column column : schema.columns()) {
            // Of the target's floats there are texts, those of its classes.
            boolean isTarget = schema.target().columns().containsAll(column.fields());
            if (!holds(column.kind()) && !isTarget) {
                throw new IllegalArgumentException(
                        "column "
                                + column.name()
                                + " reads "
                                + column.kind().description()
                                + ", and rows hold numbers");
            }
            if (column instanceof VectorColumn vector) {
                sizes[schema.fields().indexOf(vector.field())] = vector.size();
            }
        }
        return sizes;
    }

    /** Whether floats can hold what a column reads. */
    static boolean holds(Kind kind) {
        return kind == Kind.NUMBER || kind == Kind.NUMBERS || kind == Kind.FLAG;
    }

    /** Stands for so many floats from a position on. */
    Float32Value at(String field, byte[] bytes, int position, int size) {
        this.field = field;
        this.bytes = bytes;
        this.position = position;
        end = position + size * Float.BYTES;
        inList = false;
        return this;
    }

    @Override
    public String name() {
        return field;
    }

    /** A list is never missing as a whole, but its elements may be. */
    @Override
    public boolean isMissing() {
        boolean single = inList || end - position == Float.BYTES;
        return single && Float.isNaN(value());
    }

    @Override
    public float number() throws RefusedRecordException {
        float number = value();
        if (!Float.isFinite(number)) {
            throw FiniteNumber.notFinite(field, Float.toString(number));
        }
        return number;
    }

    @Override
    public boolean flag() throws RefusedRecordException {
        float number = number();
        if (number != 0 && number != 1) {
            throw new RefusedRecordException(
                    Reason.MALFORMED, field + " is " + number + "; 0 or 1 belongs there");
        }
        return number == 1;
    }

    @Override
    public long time() {
        throw new IllegalStateException("rows hold no times");
    }

    /** The label of the class with this index; the number, where there are no classes. */
    @Override
    public Utf8Text text() throws RefusedRecordException {
        float number = number();
        if (labels.length == 0) {
            return set(Float.toString(number).getBytes(StandardCharsets.UTF_8));
        }
        if (number < 0 || number >= labels.length || number != (int) number) {
            throw new RefusedRecordException(
                    Reason.UNKNOWN_CLASS,
                    "%s is %s; the index of a class, 0 to %d, belongs there"
                            .formatted(field, number, labels.length - 1));
        }
        return set(labels[(int) number]);
    }

    @Override
    public boolean isList() {
        return true;
    }

    /** Elements are what stands behind the position, one after the other. */
    @Override
    public void beginList() {
        position -= Float.BYTES;
        inList = true;
    }

    @Override
    public boolean nextElement() {
        position += Float.BYTES;
        return position < end;
    }

    private float value() {
        return PlainFloats.at(bytes, position);
    }

    private Utf8Text set(byte[] utf8) {
        return text.view(utf8, 0, utf8.length);
    }
}
