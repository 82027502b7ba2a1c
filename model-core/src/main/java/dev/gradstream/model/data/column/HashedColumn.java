package dev.gradstream.model.data.column;

import dev.gradstream.model.data.Missing;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.RefusedRecordException.Reason;
import dev.gradstream.model.data.field.FieldValue;
import dev.gradstream.model.data.field.MurmurHash3;
import dev.gradstream.model.data.field.Utf8;
import dev.gradstream.model.data.field.Utf8Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A text of any kind, or several that belong together, as +1 or -1 in one of so many values.
 *
 * <p>The place is the absolute value of the {@link MurmurHash3} of the text's UTF-8 modulo the
 * number of buckets, the sign that of the hash (0 counts as positive): what scikit-learn's {@code
 * FeatureHasher(n_features=buckets, input_type="string")} makes of it. Several texts are joined by
 * the control character U+001F first.
 *
 * @param fields the record's; more than one are crossed
 * @param buckets how many values, at least 1
 */
public record HashedColumn(String name, List<String> fields, int buckets) implements Column {
    /** Stands between texts that are crossed. */
    static final char SEPARATOR = '\u001F';

    public HashedColumn {
        fields = List.copyOf(fields);
        ColumnNames.require(!fields.isEmpty(), "a hashed column needs a field");
        ColumnNames.require(
                fields.stream().distinct().count() == fields.size(),
                "a field is crossed with itself");
        ColumnNames.require(buckets >= 1, "buckets must be at least 1, got " + buckets);
    }

    @Override
    public Kind kind() {
        return Kind.TEXT;
    }

    @Override
    public int width() {
        return buckets;
    }

    @Override
    public List<String> encodedNames() {
        String shown =
                fields.size() == 1 ? ColumnNames.of(name, fields.get(0)) : String.join("*", fields);
        return List.of("hash(" + shown + ")[" + buckets + "]");
    }

    @Override
    public ColumnEncoder encoder(int position, Missing missing) {
        return new Encoder(this, position);
    }

    private static final class Encoder implements ColumnEncoder {
        private final HashedColumn column;
        private final int position;
        private final List<Utf8Text> parts = new ArrayList<>();
        private final Utf8Text joined = new Utf8Text();

        Encoder(HashedColumn column, int position) {
            this.column = column;
            this.position = position;
            column.fields.forEach(field -> parts.add(new Utf8Text()));
        }

        @Override
        public void encode(int field, FieldValue value, float[] features)
                throws RefusedRecordException {
            Utf8Text text = value.text();
            if (text.isEmpty()) {
                throw new RefusedRecordException(
                        Reason.MISSING_VALUE, value.name() + " is empty; a text belongs there");
            }
            Utf8.requireValid(value.name(), text.bytes(), text.from(), text.to());
            if (isSingle()) {
                write(text, features);
            } else {
                parts.get(field).set(text);
            }
        }

        @Override
        public void encodeMissing(int field, float[] features) {
            if (isSingle()) {
                clear(features);
            } else {
                parts.get(field).clear();
            }
        }

        /** Where a text is missing, all values are 0. */
        @Override
        public void finish(float[] features) {
            if (isSingle()) {
                return;
            }
            joined.clear();
            for (int i = 0; i < parts.size(); i++) {
                if (parts.get(i).isEmpty()) {
                    clear(features);
                    return;
                }
                if (i > 0) {
                    joined.append(SEPARATOR);
                }
                joined.append(parts.get(i));
            }
            write(joined, features);
        }

        private boolean isSingle() {
            return column.fields.size() == 1;
        }

        private void clear(float[] features) {
            Arrays.fill(features, position, position + column.buckets, 0);
        }

        private void write(Utf8Text text, float[] features) {
            int hash = MurmurHash3.of(text);
            clear(features);
            features[position + MurmurHash3.bucket(hash, column.buckets)] = hash >= 0 ? 1 : -1;
        }
    }
}
