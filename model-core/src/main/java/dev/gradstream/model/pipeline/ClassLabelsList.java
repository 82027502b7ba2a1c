package dev.gradstream.model.pipeline;

import dev.gradstream.model.pipeline.yaml.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code target.classes}: the labels, by whose position a class is numbered. */
final class ClassLabelsList {
    /** Most classes. */
    static final int MAX_CLASSES = 10_000;

    /** Longest label of a class. */
    static final int MAX_LABEL = 200;

    private ClassLabelsList() {}

    /** The labels; empty, with every problem reported, if they are none. */
    static Optional<List<String>> read(Value value) {
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
