package dev.gradstream.model.data.column;

import dev.gradstream.model.data.Excerpt;
import dev.gradstream.model.data.Missing;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.RefusedRecordException.Reason;
import dev.gradstream.model.data.field.FieldValue;
import dev.gradstream.model.data.field.TextIndex;
import dev.gradstream.model.data.field.Utf8;
import dev.gradstream.model.data.field.Utf8Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One text of a known list.
 *
 * @param field the record's
 * @param encoding how its number is written
 * @param categories the texts by number, all different, at least one
 * @param unknownSlot whether what is none of them, or missing, has the number behind the last;
 *     otherwise a record with an unknown text is refused
 */
public record CategoricalColumn(
        String name, String field, Encoding encoding, List<String> categories, boolean unknownSlot)
        implements Column {

    /** How a category is written. */
    public enum Encoding {
        /** A value for each category: 1 for the one that it is, 0 for the others. */
        ONE_HOT,
        /** Its number, from 0. */
        INDEX
    }

    public CategoricalColumn {
        categories = List.copyOf(categories);
        ColumnNames.require(
                !categories.isEmpty(), "a categorical column needs at least one category");
        ColumnNames.require(
                categories.stream().distinct().count() == categories.size(),
                "a category stands twice");
    }

    @Override
    public List<String> fields() {
        return List.of(field);
    }

    @Override
    public Kind kind() {
        return Kind.TEXT;
    }

    @Override
    public int width() {
        return encoding == Encoding.INDEX ? 1 : numbers();
    }

    /** How many numbers there are to tell categories by. */
    public int numbers() {
        return categories.size() + (unknownSlot ? 1 : 0);
    }

    @Override
    public List<String> encodedNames() {
        String shown = ColumnNames.of(name, field);
        List<String> slots = new ArrayList<>(categories);
        if (unknownSlot) {
            slots.add("(unknown)");
        }
        return encoding == Encoding.INDEX
                ? List.of(shown + " in " + String.join("|", slots))
                : slots.stream().map(slot -> shown + "=" + slot).toList();
    }

    @Override
    public ColumnEncoder encoder(int position, Missing missing) {
        return new Encoder(this, position, missing, new TextIndex(categories));
    }

    private record Encoder(CategoricalColumn column, int position, Missing missing, TextIndex index)
            implements ColumnEncoder {
        @Override
        public void encode(int field, FieldValue value, float[] features)
                throws RefusedRecordException {
            Utf8Text text = value.text();
            int number = index.find(text);
            if (number == TextIndex.NONE) {
                Utf8.requireValid(value.name(), text.bytes(), text.from(), text.to());
                number = unknown(text, value.isMissing());
            }
            write(number, features);
        }

        private int unknown(Utf8Text text, boolean isMissing) throws RefusedRecordException {
            if (column.unknownSlot && !isMissing) {
                return column.categories.size();
            }
            throw new RefusedRecordException(
                    isMissing ? Reason.MISSING_VALUE : Reason.UNKNOWN_CATEGORY,
                    column.field
                            + " is "
                            + (isMissing
                                    ? "empty"
                                    : Excerpt.of(text.bytes(), text.from(), text.to())
                                            + ", no known category")
                            + "; one of "
                            + Excerpt.list(column.categories)
                            + " belongs there");
        }

        @Override
        public void encodeMissing(int field, float[] features) throws RefusedRecordException {
            if (column.encoding == Encoding.INDEX && !column.unknownSlot) {
                throw new RefusedRecordException(
                        Reason.MISSING_VALUE,
                        column.field
                                + " is missing, and there is no number for that; one of "
                                + Excerpt.list(column.categories)
                                + " belongs there");
            }
            write(column.unknownSlot ? column.categories.size() : TextIndex.NONE, features);
        }

        private void write(int number, float[] features) {
            boolean isMissing = number == TextIndex.NONE;
            if (column.encoding == Encoding.INDEX) {
                features[position] = number;
                return;
            }
            Arrays.fill(
                    features,
                    position,
                    position + column.width(),
                    isMissing ? missing.placeholder() : 0);
            if (!isMissing) {
                features[position + number] = 1;
            }
        }
    }
}
