package dev.gradstream.model.data.column;

import dev.gradstream.model.data.Missing;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.field.FieldValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One number as the bucket that it falls into, one-hot: below the first boundary, from each
 * boundary (included) to the next (excluded), from the last on.
 *
 * @param field the record's
 * @param boundaries at least one, each above the one before
 */
public record BucketizedColumn(String name, String field, List<Float> boundaries)
        implements Column {

    public BucketizedColumn {
        boundaries = List.copyOf(boundaries);
        ColumnNames.require(!boundaries.isEmpty(), "bucketize needs at least one boundary");
        for (int i = 0; i < boundaries.size(); i++) {
            ColumnNames.require(
                    Float.isFinite(boundaries.get(i))
                            && (i == 0 || boundaries.get(i) > boundaries.get(i - 1)),
                    "the boundaries of bucketize must rise, as numbers of 32 bits");
        }
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
        return boundaries.size() + 1;
    }

    @Override
    public List<String> encodedNames() {
        String shown = ColumnNames.of(name, field);
        List<String> names = new ArrayList<>();
        names.add(shown + "<" + ColumnNames.shown(boundaries.get(0)));
        for (float boundary : boundaries) {
            names.add(shown + ">=" + ColumnNames.shown(boundary));
        }
        return names;
    }

    @Override
    public ColumnEncoder encoder(int position, Missing missing) {
        float[] sorted = new float[boundaries.size()];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = boundaries.get(i);
        }
        return new Encoder(sorted, position, missing.placeholder());
    }

    private static final class Encoder implements ColumnEncoder {
        private final float[] boundaries;
        private final int position;
        private final float placeholder;

        Encoder(float[] boundaries, int position, float placeholder) {
            this.boundaries = boundaries;
            this.position = position;
            this.placeholder = placeholder;
        }

        @Override
        public void encode(int field, FieldValue value, float[] features)
                throws RefusedRecordException {
            // To a search -0 is less than 0, to a reader of the file it is not.
            int found = Arrays.binarySearch(boundaries, value.number() + 0f);
            Arrays.fill(features, position, position + boundaries.length + 1, 0);
            features[position + (found >= 0 ? found + 1 : -found - 1)] = 1;
        }

        @Override
        public void encodeMissing(int field, float[] features) {
            Arrays.fill(features, position, position + boundaries.length + 1, placeholder);
        }
    }
}
