package dev.gradstream.model.data.column;

import dev.gradstream.model.data.Missing;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.field.FieldValue;
import java.util.List;

/**
 * True or false as 1 or 0.
 *
 * @param field the record's
 */
public record BooleanColumn(String name, String field) implements Column {

    @Override
    public List<String> fields() {
        return List.of(field);
    }

    @Override
    public Kind kind() {
        return Kind.FLAG;
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public List<String> encodedNames() {
        return List.of(ColumnNames.of(name, field) + "=true");
    }

    @Override
    public ColumnEncoder encoder(int position, Missing missing) {
        return new Encoder(position, missing);
    }

    private record Encoder(int position, Missing missing) implements ColumnEncoder {
        @Override
        public void encode(int field, FieldValue value, float[] features)
                throws RefusedRecordException {
            features[position] = value.flag() ? 1 : 0;
        }

        @Override
        public void encodeMissing(int field, float[] features) {
            features[position] = missing.placeholder();
        }
    }
}
