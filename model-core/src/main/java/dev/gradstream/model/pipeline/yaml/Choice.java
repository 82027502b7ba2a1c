package dev.gradstream.model.pipeline.yaml;

import dev.gradstream.model.data.Excerpt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value that is one of a few names.
 *
 * @param available what each name stands for, in the order in which a message lists them
 * @param reserved names that mean something, but not in this version
 */
public record Choice<E>(Map<String, E> available, List<String> reserved) {
    public Choice {
        available = new LinkedHashMap<>(available);
        reserved = List.copyOf(reserved);
    }

    /** A choice of two. */
    public static <E> Choice<E> of(String name1, E value1, String name2, E value2) {
        Map<String, E> available = new LinkedHashMap<>();
        available.put(name1, value1);
        available.put(name2, value2);
        return new Choice<>(available, List.of());
    }

    /** A choice of one, where others are reserved. */
    public static <E> Choice<E> only(String name, E value, String... reserved) {
        return new Choice<>(Map.of(name, value), List.of(reserved));
    }

    /** The same choice, with names that are reserved. */
    public Choice<E> reserving(String... names) {
        return new Choice<>(available, List.of(names));
    }

    /** What the name in a value stands for; empty, with a problem reported, if it is none. */
    public Optional<E> read(Value value) {
        return value.text().flatMap(name -> find(name, value.describe(), value));
    }

    /** As {@link #read(Value)} of a value that may be left out and is of one name then. */
    public Optional<E> read(Optional<Value> value, String otherwise) {
        return value.isPresent()
                ? value.flatMap(this::read)
                : Optional.ofNullable(available.get(otherwise));
    }

    /**
     * What a name stands for; empty, with a problem reported, if it is none of the choice.
     *
     * @param where the value to which a problem belongs
     */
    public Optional<E> named(String name, Value where) {
        return find(name, Excerpt.of(name), where);
    }

    private Optional<E> find(String name, String shown, Value where) {
        E chosen = available.get(name);
        if (chosen == null) {
            where.refuse(refusal(name, shown));
        }
        return Optional.ofNullable(chosen);
    }

    private String refusal(String name, String shown) {
        if (reserved.contains(name)) {
            return name
                    + " is not available in this version; available: "
                    + String.join(", ", available.keySet());
        }
        return "must be one of "
                + String.join(", ", available.keySet())
                + ", found "
                + shown
                + Spelling.hint(name, available.keySet());
    }
}
