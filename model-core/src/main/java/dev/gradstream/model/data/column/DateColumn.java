package dev.gradstream.model.data.column;

import dev.gradstream.model.data.Missing;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.field.FieldValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A time as where it is in its cycles: sine and cosine of each, so that 23 o'clock is as near to
 * midnight as 1 o'clock.
 *
 * @param field the record's
 * @param cycles at least one, all different
 */
public record DateColumn(String name, String field, List<Cycle> cycles) implements Column {

    public DateColumn {
        cycles = List.copyOf(cycles);
        ColumnNames.require(!cycles.isEmpty(), "a date needs at least one cycle");
        ColumnNames.require(
                cycles.stream().distinct().count() == cycles.size(), "a cycle stands twice");
    }

    @Override
    public List<String> fields() {
        return List.of(field);
    }

    @Override
    public Kind kind() {
        return Kind.TIME;
    }

    @Override
    public int width() {
        return 2 * cycles.size();
    }

    @Override
    public List<String> encodedNames() {
        List<String> names = new ArrayList<>();
        for (Cycle cycle : cycles) {
            String shown =
                    "("
                            + ColumnNames.of(name, field)
                            + " "
                            + cycle.name().toLowerCase(Locale.ROOT)
                            + ")";
            names.add("sin" + shown);
            names.add("cos" + shown);
        }
        return names;
    }

    @Override
    public ColumnEncoder encoder(int position, Missing missing) {
        return new Encoder(position, cycles.toArray(new Cycle[0]), missing.placeholder());
    }

    private static final class Encoder implements ColumnEncoder {
        private final int position;
        private final Cycle[] cycles;
        private final float placeholder;

        /** By cycle and unit: sin(2π · unit / period). */
        private final float[][] sines;

        /** By cycle and unit: cos(2π · unit / period). */
        private final float[][] cosines;

        Encoder(int position, Cycle[] cycles, float placeholder) {
            this.position = position;
            this.cycles = cycles;
            this.placeholder = placeholder;
            sines = new float[cycles.length][];
            cosines = new float[cycles.length][];
            for (int i = 0; i < cycles.length; i++) {
                fill(i, cycles[i].period());
            }
        }

        private void fill(int cycle, int period) {
            sines[cycle] = new float[period];
            cosines[cycle] = new float[period];
            for (int unit = 0; unit < period; unit++) {
                double angle = 2 * Math.PI * unit / period;
                sines[cycle][unit] = (float) Math.sin(angle);
                cosines[cycle][unit] = (float) Math.cos(angle);
            }
        }

        @Override
        public void encode(int field, FieldValue value, float[] features)
                throws RefusedRecordException {
            long time = value.time();
            for (int i = 0; i < cycles.length; i++) {
                int unit = cycles[i].unit(time);
                features[position + 2 * i] = sines[i][unit];
                features[position + 2 * i + 1] = cosines[i][unit];
            }
        }

        @Override
        public void encodeMissing(int field, float[] features) {
            Arrays.fill(features, position, position + 2 * cycles.length, placeholder);
        }
    }
}
