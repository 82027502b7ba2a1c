package dev.gradstream.model.data.format;

import dev.gradstream.model.data.Excerpt;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.RefusedRecordException.Reason;
import dev.gradstream.model.data.column.Column.Kind;
import dev.gradstream.model.data.field.EventTime;
import dev.gradstream.model.data.field.FieldValue;
import dev.gradstream.model.data.field.FiniteNumber;
import dev.gradstream.model.data.field.Utf8Text;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A field of a CSV row. The elements of a list stand between blanks. */
final class CsvValue implements FieldValue {
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private final Utf8Text text = new Utf8Text();
    private byte[] bytes = {};
    private int from;
    private int to;
    private int listEnd;
    private String field = "";

    /** Stands for a field between two positions. */
    CsvValue at(String field, byte[] bytes, int from, int to) {
        this.field = field;
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        return this;
    }

    @Override
    public String name() {
        return field;
    }

    @Override
    public boolean isMissing() {
        for (int i = from; i < to; i++) {
            if (!isBlank(bytes[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public float number() throws RefusedRecordException {
        return FiniteNumber.parse(field, bytes, from, to);
    }

    @Override
    public boolean flag() throws RefusedRecordException {
        boolean isTrue = is(TRUE) || isDigit('1');
        if (isTrue || is(FALSE) || isDigit('0')) {
            return isTrue;
        }
        throw new RefusedRecordException(
                isMissing() ? Reason.MISSING_VALUE : Reason.MALFORMED,
                field
                        + " is "
                        + (isMissing() ? "empty" : Excerpt.of(bytes, from, to))
                        + "; "
                        + Kind.FLAG.description()
                        + " belongs there");
    }

    @Override
    public long time() throws RefusedRecordException {
        return EventTime.parse(field, bytes, from, to);
    }

    @Override
    public Utf8Text text() {
        return text.view(bytes, from, to);
    }

    /** A text of words may be one too, but that is for whoever reads it to say. */
    @Override
    public boolean isList() {
        return false;
    }

    @Override
    public void beginList() throws RefusedRecordException {
        if (isMissing()) {
            throw new RefusedRecordException(
                    Reason.MISSING_VALUE,
                    field + " is empty; " + Kind.NUMBERS.description() + " belongs there");
        }
        listEnd = to;
        to = from;
    }

    @Override
    public boolean nextElement() {
        from = to;
        while (from < listEnd && isBlank(bytes[from])) {
            from++;
        }
        to = from;
        while (to < listEnd && !isBlank(bytes[to])) {
            to++;
        }
        return from < to;
    }

    private boolean is(byte[] word) {
        return Arrays.equals(word, 0, word.length, bytes, from, to);
    }

    private boolean isDigit(char digit) {
        return to == from + 1 && bytes[from] == digit;
    }

    private static boolean isBlank(byte character) {
        return character == ' ' || character == '\t';
    }
}
