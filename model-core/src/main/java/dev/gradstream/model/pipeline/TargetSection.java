package dev.gradstream.model.pipeline;

import dev.gradstream.model.pipeline.column.ColumnsList;
import dev.gradstream.model.pipeline.yaml.Choice;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code target}: what is to be predicted. */
final class TargetSection {
    /** Most classes. */
    static final int MAX_CLASSES = 10_000;

    /** Longest label of a class. */
    static final int MAX_LABEL = 200;

    private static final Choice<Boolean> SCALING =
            Choice.only("none", Boolean.TRUE, "standard", "min_max");

    private TargetSection() {}

    /**
     * The target.
     *
     * @param features the columns that it cannot be one of
     */
    static DeclaredTarget read(Section root, Features features) {
        return root.required("target", "write target: {column: diagnosis, classes: [no, yes]}")
                .flatMap(Value::section)
                .map(section -> readSection(section, features))
                .orElse(new DeclaredTarget(Optional.empty(), Optional.empty()));
    }

    private static DeclaredTarget readSection(Section section, Features features) {
        Optional<Value> columnKey =
                section.required("column", "name the column that is to be predicted");
        Optional<String> column = columnKey.flatMap(ColumnsList::name);
        column.ifPresent(name -> refuseKnown(columnKey.get(), name, features));
        Optional<Value> classesKey = section.optional("classes");
        Optional<List<String>> classes =
                classesKey.isPresent()
                        ? classesKey.flatMap(TargetSection::classes)
                        : Optional.of(List.of());
        section.optional("scaling").ifPresent(SCALING::read);
        section.finish();
        return new DeclaredTarget(column, classes);
    }

    private static void refuseKnown(Value place, String name, Features features) {
        String shown = place.describe();
        if (features.columns().stream().anyMatch(column -> column.fields().contains(name))) {
            place.refuse(
                    shown + " is one of features.columns; what is predicted cannot be an input");
        }
        if (features.key().filter(name::equals).isPresent()) {
            place.refuse(shown + " is features.key; what is predicted cannot name the example");
        }
        if (features.eventTime().filter(name::equals).isPresent()) {
            place.refuse(shown + " is features.event_time; what is predicted cannot be its time");
        }
    }

    private static Optional<List<String>> classes(Value value) {
        Optional<List<Value>> items = value.list();
        if (items.isEmpty()) {
            return Optional.empty();
        }
        int count = items.get().size();
        if (count < 2 || count > MAX_CLASSES) {
            value.refuse("must hold from 2 to " + MAX_CLASSES + " labels, found " + count);
            return Optional.empty();
        }
        List<String> labels = new ArrayList<>();
        Map<String, Value> first = new HashMap<>();
        for (Value item : items.get()) {
            label(item, first).ifPresent(labels::add);
        }
        return labels.size() == count ? Optional.of(labels) : Optional.empty();
    }

    private static Optional<String> label(Value item, Map<String, Value> first) {
        Optional<String> text = item.text();
        Optional<String> label = text.filter(t -> !t.isEmpty() && t.length() <= MAX_LABEL);
        if (text.isPresent() && label.isEmpty()) {
            item.expected("a label of 1 to " + MAX_LABEL + " characters");
        }
        label.ifPresent(
                name -> {
                    Value other = first.putIfAbsent(name, item);
                    if (other != null) {
                        item.refuse(
                                "repeats the class "
                                        + item.describe()
                                        + " of line "
                                        + other.line()
                                        + "; keep one");
                    }
                });
        return label;
    }
}
