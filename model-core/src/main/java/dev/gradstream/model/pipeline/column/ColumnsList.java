package dev.gradstream.model.pipeline.column;

import dev.gradstream.model.data.column.Column;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code features.columns}.
 *
 * @param columns the ones that are declared well
 * @param lags the lagged ones that are
 * @param complete whether all are
 */
public record ColumnsList(List<DeclaredColumn> columns, List<DeclaredLag> lags, boolean complete) {
    /** Most columns. */
    static final int MAX_COLUMNS = 100_000;

    /** Most values of a feature vector. */
    static final int MAX_WIDTH = 1_000_000;

    /** Longest name of a column. */
    static final int MAX_NAME = 200;

    public ColumnsList {
        columns = List.copyOf(columns);
        lags = List.copyOf(lags);
    }

    /**
     * The columns; empty, with the problem reported, if the value is no list of any.
     *
     * @param indicator whether columns of numbers get a value that says that one is missing
     */
    public static Optional<ColumnsList> read(Value value, boolean indicator) {
        Optional<List<Value>> items = value.list();
        if (items.isEmpty()) {
            return Optional.empty();
        }
        int count = items.get().size();
        if (count == 0 || count > MAX_COLUMNS) {
            value.refuse("must hold from 1 to " + MAX_COLUMNS + " columns, found " + count);
            return Optional.empty();
        }
        ColumnsList list = readItems(items.get(), new ColumnReader(indicator));
        return list.fits(value) ? Optional.of(list) : Optional.empty();
    }

    /** The name of a column; empty, with the problem reported, if the value is none. */
    public static Optional<String> name(Value value) {
        Optional<String> text = value.text();
        Optional<String> name = text.filter(t -> !t.isBlank() && t.length() <= MAX_NAME);
        if (text.isPresent() && name.isEmpty()) {
            value.expected("the name of a column, at most " + MAX_NAME + " characters");
        }
        return name;
    }

    private boolean fits(Value place) {
        long width = columns.stream().mapToLong(c -> c.column().width()).sum();
        if (width > MAX_WIDTH) {
            place.refuse(
                    "make "
                            + width
                            + " values of a record; at most "
                            + MAX_WIDTH
                            + " are allowed: take fewer buckets, categories or columns");
        }
        return width <= MAX_WIDTH;
    }

    private static ColumnsList readItems(List<Value> items, ColumnReader reader) {
        List<DeclaredColumn> columns = new ArrayList<>();
        List<DeclaredLag> lags = new ArrayList<>();
        Map<String, Value> first = new HashMap<>();
        Map<String, DeclaredColumn> readers = new HashMap<>();
        int place = 0;
        for (Value item : items) {
            if (item.has("lag")) {
                LagReader.read(item, place).ifPresent(lags::add);
                continue;
            }
            place++;
            reader.read(item)
                    .ifPresent(
                            column -> {
                                columns.add(column);
                                refuseRepeated(column, first);
                                refuseListReadTwice(column, readers);
                            });
        }
        return new ColumnsList(columns, lags, columns.size() + lags.size() == items.size());
    }

    private static void refuseRepeated(DeclaredColumn declared, Map<String, Value> first) {
        String name = declared.column().name();
        Value other = first.putIfAbsent(name, declared.place());
        if (other != null) {
            declared.place()
                    .refuse(
                            "repeats the column "
                                    + declared.place().describe()
                                    + " of line "
                                    + other.line()
                                    + "; keep one, or give it another name and, as field, the"
                                    + " record's");
        }
    }

    /** A list passes by once. */
    private static void refuseListReadTwice(
            DeclaredColumn declared, Map<String, DeclaredColumn> readers) {
        Column column = declared.column();
        for (String field : column.fields()) {
            DeclaredColumn other = readers.putIfAbsent(field, declared);
            if (other != null
                    && !other.column().name().equals(column.name())
                    && (other.column().kind().isList() || column.kind().isList())) {
                declared.place()
                        .refuse(
                                "reads the field that the column on line "
                                        + other.place().line()
                                        + " reads too; a list can be read by one column alone");
            }
        }
    }
}
