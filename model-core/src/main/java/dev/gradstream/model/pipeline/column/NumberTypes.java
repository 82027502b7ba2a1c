package dev.gradstream.model.pipeline.column;

import dev.gradstream.model.data.column.BucketizedColumn;
import dev.gradstream.model.data.column.Column;
import dev.gradstream.model.data.column.NumericColumn;
import dev.gradstream.model.data.column.NumericColumn.Clip;
import dev.gradstream.model.data.column.VectorColumn;
import dev.gradstream.model.pipeline.yaml.Range;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.List;
import java.util.Optional;

/**
 * Columns of numbers.
 *
 * @param indicator whether they get a value that says that a number is missing
 */
record NumberTypes(boolean indicator) {
    private static final int MAX_BOUNDARIES = 10_000;

    /** Numbers that 32 bits hold. */
    private static final Range FLOAT =
            new Range(-Float.MAX_VALUE, true, Float.MAX_VALUE, true, "that fits into 32 bits");

    private static final Range DIVISOR =
            new Range(Float.MIN_NORMAL, true, Float.MAX_VALUE, true, "above 0");

    Optional<Column> numeric(Section keys, String name, String field) {
        Optional<Value> boundaries = keys.optional("bucketize");
        if (boundaries.isPresent()) {
            return numbers(boundaries.get(), 1, MAX_BOUNDARIES)
                    .map(sorted -> new BucketizedColumn(name, field, sorted));
        }
        Optional<Value> clipKey = keys.optional("clip");
        Optional<List<Float>> clip = clipKey.flatMap(value -> numbers(value, 2, 2));
        boolean log1p = keys.flag("log1p", false);
        if (clipKey.isPresent() && clip.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new NumericColumn(
                        name,
                        field,
                        clip.map(bounds -> new Clip(bounds.get(0), bounds.get(1))),
                        log1p,
                        indicator));
    }

    Optional<Column> vector(Section keys, String name, String field) {
        Optional<Integer> size =
                keys.required("size", "write how many numbers it has, as size: 64")
                        .flatMap(value -> value.integer(1, ColumnsList.MAX_WIDTH - 1));
        float divide = (float) keys.number("divide", DIVISOR, 1);
        return size.map(s -> new VectorColumn(name, field, s, divide, indicator));
    }

    private static Optional<List<Float>> numbers(Value list, int least, int most) {
        Optional<List<Value>> items = list.list();
        if (items.isEmpty()) {
            return Optional.empty();
        }
        int count = items.get().size();
        if (count < least || count > most) {
            String belong = least == most ? "" + least : "from " + least + " to " + most;
            list.refuse("must hold " + belong + " numbers, found " + count);
            return Optional.empty();
        }
        List<Float> numbers =
                items.get().stream()
                        .flatMap(item -> item.number(FLOAT).stream())
                        .map(Double::floatValue)
                        .toList();
        return numbers.size() == count ? Optional.of(numbers) : Optional.empty();
    }
}
