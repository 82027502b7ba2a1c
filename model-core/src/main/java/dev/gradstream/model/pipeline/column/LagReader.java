package dev.gradstream.model.pipeline.column;

import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code {lag: {column: price, by: [1, 2]}}}. */
final class LagReader {
    /** Farthest back. */
    static final int MAX_LAG = 10_000;

    private static final int MAX_LAGS = 1000;
    private static final String EXAMPLE = "{lag: {column: price, by: [1, 2]}}";

    private LagReader() {}

    /**
     * The lag; empty, with every problem reported, if the item does not describe one.
     *
     * @param before how many columns stand before it
     */
    static Optional<DeclaredLag> read(Value item, int before) {
        Section outer = item.section().orElseThrow();
        Value lag = outer.optional("lag").orElseThrow();
        outer.finish();
        return lag.section().flatMap(keys -> read(keys, lag, before));
    }

    private static Optional<DeclaredLag> read(Section keys, Value place, int before) {
        Optional<String> column =
                keys.required("column", "name the column, as " + EXAMPLE)
                        .flatMap(ColumnsList::name);
        Optional<List<Integer>> by =
                keys.required("by", "write how many records back, as " + EXAMPLE)
                        .flatMap(LagReader::readBy);
        keys.finish();
        return column.flatMap(name -> by.map(b -> new DeclaredLag(name, b, before, place)));
    }

    private static Optional<List<Integer>> readBy(Value value) {
        Optional<List<Value>> items = value.list();
        if (items.isEmpty()) {
            return Optional.empty();
        }
        int count = items.get().size();
        if (count == 0 || count > MAX_LAGS) {
            value.refuse("must hold from 1 to " + MAX_LAGS + " lags, found " + count);
            return Optional.empty();
        }
        Set<Integer> lags = new LinkedHashSet<>();
        for (Value item : items.get()) {
            item.integer(1, MAX_LAG)
                    .filter(lag -> !lags.add(lag))
                    .ifPresent(lag -> item.refuse("repeats the lag " + lag + "; keep one"));
        }
        return lags.size() == count ? Optional.of(new ArrayList<>(lags)) : Optional.empty();
    }
}
