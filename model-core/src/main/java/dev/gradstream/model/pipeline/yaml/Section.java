package dev.gradstream.model.pipeline.yaml;

import dev.gradstream.model.data.Excerpt;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * A mapping of keys to values. Whoever reads it asks for the keys that it knows, then calls {@link
 * #finish()}, which reports all the others.
 */
public final class Section {
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();
    private final Set<String> reserved = new HashSet<>();
    private final String path;
    private final int line;
    private final ProblemSink problems;

    Section(List<NodeTuple> entries, String path, int line, ProblemSink problems) {
        this.path = path;
        this.line = line;
        this.problems = problems;
        for (NodeTuple entry : entries) {
            take(entry);
        }
    }

    /** Dotted path; empty for the whole file. */
    public String path() {
        return path;
    }

    /** The value of a key that may be left out. */
    public Optional<Value> optional(String key) {
        known.add(key);
        return Optional.ofNullable(values.get(key));
    }

    /**
     * The value of a key that must be there; if it is not, that is reported.
     *
     * @param remedy what to write, as {@code "name the model, as name: breast-cancer"}
     */
    public Optional<Value> required(String key, String remedy) {
        Optional<Value> value = optional(key);
        if (value.isEmpty()) {
            problems.report(line, Value.entryPath(path, key), "is missing; " + remedy);
        }
        return value;
    }

    /** The number behind a key that may be left out; also if its problem was reported. */
    public double number(String key, Range range, double otherwise) {
        return optional(key).flatMap(value -> value.number(range)).orElse(otherwise);
    }

    /** {@code true} or {@code false} behind a key that may be left out; as {@link #number}. */
    public boolean flag(String key, boolean otherwise) {
        return optional(key).flatMap(Value::flag).orElse(otherwise);
    }

    /** Keys that mean something, but not in this version. */
    public Section reserve(String... keys) {
        reserved.addAll(List.of(keys));
        return this;
    }

    /** All keys with their values, for a section whose keys are not known beforehand. */
    public Map<String, Value> values() {
        return Collections.unmodifiableMap(values);
    }

    /** Reports a problem with the section as a whole. */
    public void refuse(String message) {
        problems.report(line, path, message);
    }

    /** Reports every key that was not asked for. */
    public void finish() {
        values.forEach(
                (key, value) -> {
                    if (!known.contains(key)) {
                        value.refuse(refusal(key));
                    }
                });
    }

    private String refusal(String key) {
        if (reserved.contains(key)) {
            return "is not available in this version; available here: " + listKnown();
        }
        return "is no key that is known here"
                + Spelling.closest(key, known)
                        .map(name -> "; did you mean " + name + "?")
                        .orElse("; known: " + listKnown());
    }

    private String listKnown() {
        return known.isEmpty() ? "no keys" : String.join(", ", known);
    }

    private void take(NodeTuple entry) {
        int keyLine = Value.lineOf(entry.getKeyNode());
        if (!(entry.getKeyNode() instanceof ScalarNode scalar)) {
            problems.report(keyLine, path, "a key must be a plain name, not a list or mapping");
            return;
        }
        String key = scalar.getValue();
        Value value = new Value(entry.getValueNode(), entryPath(key), keyLine, problems);
        if (Variables.concern(key)) {
            value.refuse("a variable cannot stand in a key; write the key's name");
            return;
        }
        Value first = values.putIfAbsent(key, value);
        if (first != null) {
            value.refuse("stands twice, first on line " + first.line() + "; keep one");
        }
    }

    private String entryPath(String key) {
        // A foreign key may be of any length.
        boolean plain = key.length() <= Excerpt.MAX_CHARACTERS * 4 && key.matches("[\\w.-]+");
        return Value.entryPath(path, plain ? key : Excerpt.of(key));
    }
}
