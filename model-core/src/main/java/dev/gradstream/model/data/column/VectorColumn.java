package dev.gradstream.model.data.column;

import dev.gradstream.model.data.Missing;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.RefusedRecordException.Reason;
import dev.gradstream.model.data.field.FieldValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A list of so many numbers.
 *
 * @param field the record's
 * @param size how many numbers, at least 1
 * @param divide what each is divided by, above 0
 * @param indicator whether one value more says with 1 that a number is missing, else 0
 */
public record VectorColumn(String name, String field, int size, float divide, boolean indicator)
        implements Column {

    public VectorColumn {
        ColumnNames.require(size >= 1, "a vector has at least one number, got size " + size);
        ColumnNames.require(
                divide > 0 && Float.isFinite(divide), "divide must be above 0, got " + divide);
    }

    @Override
    public List<String> fields() {
        return List.of(field);
    }

    @Override
    public Kind kind() {
        return Kind.NUMBERS;
    }

    @Override
    public int width() {
        return indicator ? size + 1 : size;
    }

    @Override
    public int scaledWidth() {
        return size;
    }

    @Override
    public List<String> encodedNames() {
        List<String> names = new ArrayList<>();
        String divided = divide == 1 ? "" : "/" + ColumnNames.shown(divide);
        names.add(ColumnNames.of(name, field) + divided + "[" + size + "]");
        if (indicator) {
            names.add(name + " is missing");
        }
        return names;
    }

    @Override
    public ColumnEncoder encoder(int position, Missing missing) {
        return new Encoder(this, position, missing);
    }

    private record Encoder(VectorColumn column, int position, Missing missing)
            implements ColumnEncoder {
        @Override
        public void encode(int field, FieldValue value, float[] features)
                throws RefusedRecordException {
            value.beginList();
            int count = 0;
            boolean anyMissing = false;
            while (value.nextElement()) {
                if (count < column.size) {
                    boolean none = missing != Missing.REJECT && value.isMissing();
                    anyMissing |= none;
                    features[position + count] = none ? missing.placeholder() : element(value);
                }
                count++;
            }
            if (count != column.size) {
                throw new RefusedRecordException(
                        Reason.COLUMN_COUNT,
                        "%s holds %d %s; %d belong there"
                                .formatted(
                                        column.field,
                                        count,
                                        count == 1 ? "number" : "numbers",
                                        column.size));
            }
            indicate(anyMissing, features);
        }

        private float element(FieldValue value) throws RefusedRecordException {
            float quotient = value.number() / column.divide;
            if (!Float.isFinite(quotient)) {
                throw new RefusedRecordException(
                        Reason.NOT_FINITE,
                        "%s by %s is beyond 32 bits; a smaller number belongs there"
                                .formatted(value.name(), column.divide));
            }
            return quotient;
        }

        @Override
        public void encodeMissing(int field, float[] features) {
            Arrays.fill(features, position, position + column.size, missing.placeholder());
            indicate(true, features);
        }

        private void indicate(boolean anyMissing, float[] features) {
            if (column.indicator) {
                features[position + column.size] = anyMissing ? 1 : 0;
            }
        }
    }
}
