package dev.gradstream.model.data.column;

import dev.gradstream.model.data.Missing;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.RefusedRecordException.Reason;
import dev.gradstream.model.data.field.FieldValue;
import java.util.List;
import java.util.Optional;

/**
 * One number: clipped, then its logarithm taken, if the declaration says so.
 *
 * @param field the record's
 * @param clip bounds that the number is moved to if it lies outside
 * @param log1p whether it becomes ln(1 + x)
 * @param indicator whether a second value says with 1 that the number is missing, else 0
 */
public record NumericColumn(
        String name, String field, Optional<Clip> clip, boolean log1p, boolean indicator)
        implements Column {

    public NumericColumn {
        ColumnNames.require(
                !log1p || clip.isEmpty() || clip.get().low() > -1,
                "log1p takes numbers above -1, but clip lets them fall below");
    }

    /** A number as it is. */
    public NumericColumn(String name) {
        this(name, name, Optional.empty(), false, false);
    }

    /**
     * Bounds of a number, both included.
     *
     * @param low below {@code high}
     */
    public record Clip(float low, float high) {
        public Clip {
            ColumnNames.require(
                    Float.isFinite(low) && Float.isFinite(high) && low < high,
                    "clip must be two numbers of 32 bits, the lower first");
        }

        float apply(float number) {
            return Math.min(high, Math.max(low, number));
        }

        private String shown() {
            return "clip " + ColumnNames.shown(low) + ".." + ColumnNames.shown(high);
        }
    }

    /** Whether the record's number is the value, and nothing else is. */
    public boolean isPlain() {
        return clip.isEmpty() && !log1p && !indicator;
    }

    @Override
    public List<String> fields() {
        return List.of(field);
    }

    @Override
    public Kind kind() {
        return Kind.NUMBER;
    }

    @Override
    public int width() {
        return indicator ? 2 : 1;
    }

    @Override
    public int scaledWidth() {
        return 1;
    }

    @Override
    public List<String> encodedNames() {
        String clipped =
                ColumnNames.applied(
                        clip.isPresent(),
                        clip.map(Clip::shown).orElse(""),
                        ColumnNames.of(name, field));
        String value = ColumnNames.applied(log1p, "log1p", clipped);
        return indicator ? List.of(value, name + " is missing") : List.of(value);
    }

    @Override
    public ColumnEncoder encoder(int position, Missing missing) {
        return new Encoder(this, position, missing);
    }

    private record Encoder(NumericColumn column, int position, Missing missing)
            implements ColumnEncoder {
        @Override
        public void encode(int field, FieldValue value, float[] features)
                throws RefusedRecordException {
            write(column.transformed(value), false, features);
        }

        @Override
        public void encodeMissing(int field, float[] features) {
            write(missing.placeholder(), true, features);
        }

        private void write(float value, boolean isMissing, float[] features) {
            features[position] = value;
            if (column.indicator) {
                features[position + 1] = isMissing ? 1 : 0;
            }
        }
    }

    private float transformed(FieldValue value) throws RefusedRecordException {
        float number = value.number();
        if (clip.isPresent()) {
            number = clip.get().apply(number);
        }
        if (!log1p) {
            return number;
        }
        if (number <= -1) {
            throw new RefusedRecordException(
                    Reason.NOT_FINITE,
                    value.name()
                            + " is "
                            + number
                            + ", which log1p has no value for; a number above -1 belongs there");
        }
        return (float) Math.log1p(number);
    }
}
