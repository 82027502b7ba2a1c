package dev.gradstream.model.pipeline;

import dev.gradstream.model.data.Excerpt;
import dev.gradstream.model.data.HoldOutRule;
import dev.gradstream.model.pipeline.column.ColumnsList;
import dev.gradstream.model.pipeline.yaml.Range;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code fraction}, {@code column} with {@code values}, or {@code topic}: by what examples are held
 * out, for validation or for the test.
 */
final class HoldOutKeys {
    static final String COLUMN = "column";
    static final String VALUES = "values";
    static final String TOPIC = "topic";
    static final String FRACTION = "fraction";
    private static final int MAX_VALUES = 1000;

    private final String name;
    private final Map<String, Value> rules = new LinkedHashMap<>();
    private final Optional<Value> values;
    private final Optional<Double> share;
    private final Optional<String> field;
    private final Optional<String> ownTopic;

    /**
     * Reads the keys, and reports what is wrong with them.
     *
     * @param name of the section
     */
    HoldOutKeys(Section section, String name) {
        this.name = name;
        share = rule(section, FRACTION).flatMap(v -> v.number(Range.halfOpen(0, 1)));
        field = rule(section, COLUMN).flatMap(ColumnsList::name);
        values = section.optional(VALUES);
        ownTopic =
                rule(section, TOPIC).flatMap(v -> TopicsSection.legal(v, TopicsSection.MAX_TOPIC));
        if (rules.isEmpty()) {
            section.required(
                    FRACTION,
                    "write what share is held out, as fraction: 0.2, or what says so, as column:"
                            + " split, or where from, as topic: "
                            + name
                            + "-examples");
        }
        rules.values().stream().skip(1).forEach(this::refuseSecond);
        values.filter(v -> !rules.containsKey(COLUMN))
                .ifPresent(v -> v.refuse("belongs to a column; write column: split too"));
    }

    private Optional<Value> rule(Section section, String key) {
        Optional<Value> value = section.optional(key);
        value.ifPresent(v -> rules.put(key, v));
        return value;
    }

    private void refuseSecond(Value value) {
        String first = rules.keySet().iterator().next();
        value.refuse("stands beside " + name + "." + first + "; write one of the two");
    }

    /** The rule; empty if nothing is held out, or there is none without problems. */
    Optional<HoldOutRule> rule() {
        return share.filter(f -> f > 0)
                .<HoldOutRule>map(HoldOutRule.Key::new)
                .or(() -> ownTopic.map(HoldOutRule.Topic::new))
                .or(() -> field.flatMap(this::byColumn));
    }

    /** Whether the section says by a fraction of 0 that nothing is held out. */
    boolean saysNone() {
        return share.filter(f -> f == 0).isPresent();
    }

    /** Without values, what is held out is called as the section is. */
    private Optional<HoldOutRule> byColumn(String column) {
        return values.isEmpty()
                ? Optional.of(new HoldOutRule.Column(column, List.of(name)))
                : values.flatMap(HoldOutKeys::texts).map(t -> new HoldOutRule.Column(column, t));
    }

    private static Optional<List<String>> texts(Value value) {
        Optional<List<Value>> items = value.list();
        if (items.isEmpty()) {
            return Optional.empty();
        }
        if (items.get().isEmpty() || items.get().size() > MAX_VALUES) {
            value.refuse(
                    "must hold from 1 to %d texts, found %d"
                            .formatted(MAX_VALUES, items.get().size()));
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Value item : items.get()) {
            item.text().ifPresent(text -> take(text, item, seen, texts));
        }
        return texts.size() == items.get().size() ? Optional.of(texts) : Optional.empty();
    }

    private static void take(String text, Value item, Set<String> seen, List<String> into) {
        if (text.isEmpty()) {
            item.refuse("is empty; a record whose text is empty is refused");
        } else if (!seen.add(text)) {
            item.refuse(Excerpt.of(text) + " stands twice; keep one");
        } else {
            into.add(text);
        }
    }
}
