package dev.gradstream.model.pipeline.column;

import dev.gradstream.model.data.column.Column;
import dev.gradstream.model.data.column.HashedColumn;
import dev.gradstream.model.data.column.NumericColumn;
import dev.gradstream.model.pipeline.yaml.Choice;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one column: a bare name, a name with a type, or a cross. */
final class ColumnReader {
    private static final int MAX_CROSSED = 10;

    private final boolean indicator;
    private final Choice<ColumnType> types;

    /** Reads the keys of one type. */
    @FunctionalInterface
    interface ColumnType {
        /**
         * The column; empty, with every problem reported, if the keys do not describe one.
         *
         * @param field the record's
         */
        Optional<Column> read(Section keys, String name, String field);
    }

    /**
     * @param indicator whether columns of numbers get a value that says that one is missing
     */
    ColumnReader(boolean indicator) {
        this.indicator = indicator;
        NumberTypes numbers = new NumberTypes(indicator);
        Map<String, ColumnType> available = new LinkedHashMap<>();
        available.put("numeric", numbers::numeric);
        available.put("vector", numbers::vector);
        available.put("boolean", TextTypes::flag);
        available.put("categorical", TextTypes::categorical);
        available.put("tokens", TextTypes::tokens);
        available.put("date", TextTypes::date);
        types = new Choice<>(available, List.of());
    }

    /** The column; empty, with every problem reported, if the value does not describe one. */
    Optional<DeclaredColumn> read(Value item) {
        if (!item.isSection()) {
            return ColumnsList.name(item)
                    .map(name -> new NumericColumn(name, name, Optional.empty(), false, indicator))
                    .map(column -> new DeclaredColumn(column, item));
        }
        return item.section().flatMap(keys -> described(keys, item));
    }

    private Optional<DeclaredColumn> described(Section keys, Value item) {
        Optional<Column> column =
                keys.values().containsKey("cross") ? crossed(keys, item) : typed(keys, item);
        return column.map(c -> new DeclaredColumn(c, keys.optional("name").orElse(item)));
    }

    private Optional<Column> typed(Section keys, Value item) {
        Optional<String> name =
                keys.required("name", "name the column, as {name: age, type: numeric}")
                        .flatMap(ColumnsList::name);
        Optional<Value> typeKey = keys.optional("type");
        Optional<ColumnType> type = types.read(typeKey, "numeric");
        Optional<Value> fieldKey = keys.optional("field");
        Optional<String> field = fieldKey.isPresent() ? fieldKey.flatMap(ColumnsList::name) : name;
        // The keys of a type that there is not mean nothing to tell beside the refusal of the type.
        Optional<Column> column =
                type.flatMap(
                        t ->
                                checked(
                                        item,
                                        () -> t.read(keys, name.orElse("?"), field.orElse("?"))));
        type.ifPresent(t -> keys.finish());
        return column.filter(c -> name.isPresent() && field.isPresent());
    }

    private static Optional<Column> crossed(Section keys, Value item) {
        Value cross = keys.optional("cross").orElseThrow();
        Optional<List<Value>> items = cross.list();
        List<String> fields = new ArrayList<>();
        items.ifPresent(list -> list.forEach(i -> ColumnsList.name(i).ifPresent(fields::add)));
        Optional<Integer> buckets = TextTypes.buckets(keys, "{cross: [a, b], buckets: 1000}");
        Optional<Value> nameKey = keys.optional("name");
        Optional<String> name =
                nameKey.isPresent()
                        ? nameKey.flatMap(ColumnsList::name)
                        : Optional.of(String.join("*", fields));
        keys.finish();
        if (items.isEmpty() || fields.size() != items.get().size()) {
            return Optional.empty();
        }
        if (fields.size() < 2 || fields.size() > MAX_CROSSED) {
            cross.refuse("must hold from 2 to " + MAX_CROSSED + " fields, found " + fields.size());
            return Optional.empty();
        }
        return checked(
                item, () -> name.flatMap(n -> buckets.map(b -> new HashedColumn(n, fields, b))));
    }

    /** A column's own rules are the file's too. */
    private static Optional<Column> checked(Value item, Reading reading) {
        try {
            return reading.read().map(Column.class::cast);
        } catch (IllegalArgumentException e) {
            item.refuse(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    @FunctionalInterface
    private interface Reading {
        Optional<? extends Column> read();
    }
}
