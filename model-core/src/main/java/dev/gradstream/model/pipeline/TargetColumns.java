package dev.gradstream.model.pipeline;

import dev.gradstream.model.pipeline.column.ColumnsList;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code target.columns}: what is to be predicted, an output each. */
final class TargetColumns {
    /** Most columns. */
    static final int MAX_COLUMNS = 10_000;

    private TargetColumns() {}

    /** The columns; empty, with every problem reported, if they are none. */
    static Optional<List<String>> read(Value value, DeclaredFeatures features) {
        Optional<List<Value>> items = value.list();
        if (items.isEmpty()) {
            return Optional.empty();
        }
        int count = items.get().size();
        if (count == 0 || count > MAX_COLUMNS) {
            value.refuse("must hold from 1 to " + MAX_COLUMNS + " columns, found " + count);
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        Map<String, Value> first = new HashMap<>();
        for (Value item : items.get()) {
            Optional<String> name = ColumnsList.name(item);
            name.ifPresent(
                    column -> {
                        names.add(column);
                        TargetSection.refuseKnown(item, column, features);
                        refuseRepeated(item, first.putIfAbsent(column, item));
                    });
        }
        return names.size() == count ? Optional.of(names) : Optional.empty();
    }

    private static void refuseRepeated(Value item, Value first) {
        if (first != null) {
            item.refuse(
                    "repeats the column "
                            + item.describe()
                            + " of line "
                            + first.line()
                            + "; keep one");
        }
    }
}
