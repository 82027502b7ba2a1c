package dev.gradstream.model.data.fuzz;

import dev.gradstream.model.data.Missing;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.data.TargetSchema;
import dev.gradstream.model.data.column.BooleanColumn;
import dev.gradstream.model.data.column.BucketizedColumn;
import dev.gradstream.model.data.column.CategoricalColumn;
import dev.gradstream.model.data.column.CategoricalColumn.Encoding;
import dev.gradstream.model.data.column.Column;
import dev.gradstream.model.data.column.Cycle;
import dev.gradstream.model.data.column.DateColumn;
import dev.gradstream.model.data.column.HashedColumn;
import dev.gradstream.model.data.column.NumericColumn;
import dev.gradstream.model.data.column.TokensColumn;
import dev.gradstream.model.data.column.VectorColumn;
import dev.gradstream.model.data.format.RecordSchema;
import dev.gradstream.model.data.format.RecordSchema.SplitColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Schemas with every type of column that a format has. */
final class FuzzSchemas {
    static final List<String> CLASSES = List.of("cat", "dog");

    private FuzzSchemas() {}

    /** Numbers, nested ones too, texts and times. */
    static RecordSchema everything(Missing missing) {
        List<Column> columns = new ArrayList<>(numbers(missing));
        columns.add(new NumericColumn("user.age"));
        columns.add(
                new CategoricalColumn(
                        "job", "job", Encoding.ONE_HOT, List.of("nurse", "clown"), true));
        columns.add(new HashedColumn("city", List.of("city"), 8));
        columns.add(new HashedColumn("job*city", List.of("job", "city"), 16));
        columns.add(new TokensColumn("words", "words", 3, List.of("to", "be", "or"), 0));
        columns.add(new DateColumn("since", "since", List.of(Cycle.HOUR, Cycle.DAY_OF_WEEK)));
        return new RecordSchema(
                Optional.of("id"),
                Optional.of("ts"),
                columns,
                missing,
                TargetSchema.of("kind", CLASSES, false));
    }

    /**
     * As everything, of which one number is the weight, and a text says what the example is for.
     */
    static RecordSchema weighted(Missing missing) {
        RecordSchema all = everything(missing);
        return new RecordSchema(
                all.key(),
                all.eventTime(),
                all.columns(),
                missing,
                all.target(),
                Optional.of("user.age"),
                List.of(
                        new SplitColumn(Split.VALIDATION, "job", List.of("nurse", "7")),
                        new SplitColumn(Split.TEST, "city", List.of("Łódź", "false", "Rome"))));
    }

    /** What rows of floats can hold. */
    static RecordSchema ofNumbers(Missing missing) {
        return new RecordSchema(
                Optional.empty(),
                Optional.empty(),
                numbers(missing),
                missing,
                TargetSchema.of("kind", CLASSES, false));
    }

    private static List<Column> numbers(Missing missing) {
        boolean indicator = missing != Missing.REJECT;
        return List.of(
                new NumericColumn("width", "width", Optional.empty(), false, indicator),
                new BucketizedColumn("size", "width", List.of(-1f, 0f, 10f)),
                new VectorColumn("pixels", "pixels", 3, 2, indicator),
                new BooleanColumn("tame", "tame"));
    }
}
