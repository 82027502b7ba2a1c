package dev.gradstream.model.pipeline;

import dev.gradstream.model.pipeline.yaml.Choice;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code features.columns}.
 *
 * @param columns the ones that are declared well
 * @param complete whether all are
 */
record ColumnsList(List<Features.Column> columns, boolean complete) {
    /** Most columns. */
    static final int MAX_COLUMNS = 100_000;

    /** Longest name of a column. */
    static final int MAX_NAME = 200;

    private static final Choice<Function<String, Features.Column>> TYPE =
            Choice.only("numeric", Features.Column.Numeric::new, "categorical", "vector", "tokens");

    /** The columns; empty, with the problem reported, if the value is no list of any. */
    static Optional<ColumnsList> read(Value value) {
        Optional<List<Value>> items = value.list();
        if (items.isEmpty()) {
            return Optional.empty();
        }
        int count = items.get().size();
        if (count == 0 || count > MAX_COLUMNS) {
            value.refuse("must hold from 1 to " + MAX_COLUMNS + " columns, found " + count);
            return Optional.empty();
        }
        return Optional.of(readItems(items.get()));
    }

    /** The name of a column; empty, with the problem reported, if the value is none. */
    static Optional<String> name(Value value) {
        Optional<String> text = value.text();
        Optional<String> name = text.filter(t -> !t.isBlank() && t.length() <= MAX_NAME);
        if (text.isPresent() && name.isEmpty()) {
            value.expected("the name of a column, at most " + MAX_NAME + " characters");
        }
        return name;
    }

    private static ColumnsList readItems(List<Value> items) {
        List<Features.Column> columns = new ArrayList<>();
        Map<String, Value> first = new HashMap<>();
        for (Value item : items) {
            Optional<Named> column = column(item);
            column.ifPresent(
                    named -> {
                        String name = named.column().name();
                        columns.add(named.column());
                        refuseRepeated(item, first.putIfAbsent(name, item), named.name());
                    });
        }
        return new ColumnsList(columns, columns.size() == items.size());
    }

    /**
     * A column.
     *
     * @param name where the file names it
     */
    private record Named(Features.Column column, Value name) {}

    private static Optional<Named> column(Value item) {
        return item.isSection()
                ? item.section().flatMap(ColumnsList::described)
                : name(item).map(name -> new Named(new Features.Column.Numeric(name), item));
    }

    private static Optional<Named> described(Section section) {
        Optional<Value> nameKey =
                section.required("name", "name the column, as {name: age, type: numeric}");
        Optional<String> name = nameKey.flatMap(ColumnsList::name);
        Optional<Value> typeKey = section.optional("type");
        Optional<Function<String, Features.Column>> type =
                typeKey.isPresent()
                        ? typeKey.flatMap(TYPE::read)
                        : Optional.of(Features.Column.Numeric::new);
        if (type.isPresent()) {
            // The keys of another type mean nothing to tell beside the refusal of that type.
            section.reserve("encoding", "categories", "buckets", "size", "divide", "length");
            section.finish();
        }
        return type.flatMap(t -> name.map(t)).map(c -> new Named(c, nameKey.orElseThrow()));
    }

    private static void refuseRepeated(Value item, Value first, Value name) {
        if (first != null) {
            item.refuse(
                    "repeats the column "
                            + name.describe()
                            + " of line "
                            + first.line()
                            + "; keep one");
        }
    }
}
