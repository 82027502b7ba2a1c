package dev.gradstream.model.pipeline.catalog;

import dev.gradstream.model.pipeline.yaml.Choice;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Things that are written as a name, or as a name with arguments: {@code ReLU}, {@code {Dropout:
 * {p: 0.2}}}.
 */
final class Catalog<T> {
    private final Choice<Entry<T>> entries;

    /** Makes one thing from its arguments. */
    @FunctionalInterface
    interface Entry<T> {
        /** Empty, with a problem reported, if the arguments are of no use. */
        Optional<T> read(Section arguments);

        /** As {@link #read}, for what is made from a list; others report that they are not. */
        default Optional<T> readList(Value list) {
            list.expected("a mapping of keys to values");
            return Optional.empty();
        }
    }

    /**
     * @param available entries by name
     * @param reserved names that mean something, but not in this version
     */
    Catalog(Map<String, Entry<T>> available, List<String> reserved) {
        entries = new Choice<>(available, reserved);
    }

    /** Every name that stands for something. */
    Set<String> names() {
        return Collections.unmodifiableSet(entries.available().keySet());
    }

    /** The thing that a value names; empty, with every problem reported, if it names none. */
    Optional<T> read(Value value) {
        if (!value.isSection()) {
            Optional<String> name = value.text();
            // What is no text at all has been reported; to ask for its name would do so again.
            return name.isEmpty()
                    ? Optional.empty()
                    : entries.read(value)
                            .flatMap(e -> build(e, value.emptySection(name.get()), value));
        }
        return value.section().flatMap(section -> readOnly(section, value));
    }

    private Optional<T> readOnly(Section section, Value value) {
        Map<String, Value> named = section.values();
        if (named.size() != 1) {
            value.refuse("must be one name with its arguments, found " + named.size() + " keys");
            return Optional.empty();
        }
        String name = named.keySet().iterator().next();
        Value arguments = named.get(name);
        return entries.named(name, arguments)
                .flatMap(
                        entry ->
                                arguments.isList()
                                        ? entry.readList(arguments)
                                        : argumentsOf(arguments)
                                                .flatMap(a -> build(entry, a, value)));
    }

    private static Optional<Section> argumentsOf(Value arguments) {
        return arguments.isNull() ? Optional.of(arguments.asEmptySection()) : arguments.section();
    }

    private static <T> Optional<T> build(Entry<T> entry, Section arguments, Value value) {
        try {
            Optional<T> built = entry.read(arguments);
            arguments.finish();
            return built;
        } catch (IllegalArgumentException e) {
            // The records know rules of their own; a file that breaks one must still be a problem.
            value.refuse(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
