package dev.gradstream.model.data;

import java.util.List;

/** By what examples are held out, for validation or for a test. */
public sealed interface HoldOutRule {

    /**
     * By the hash of their key.
     *
     * @param fraction of the keys that is held out, in (0, 1)
     */
    record Key(double fraction) implements HoldOutRule {
        public Key {
            if (!(fraction > 0 && fraction < 1)) {
                throw new IllegalArgumentException(
                        "the fraction held out must be in (0, 1), got " + fraction);
            }
        }
    }

    /**
     * By what a field says.
     *
     * @param field of the record
     * @param values the texts that hold an example out, at least one, all different
     */
    record Column(String field, List<String> values) implements HoldOutRule {
        public Column {
            values = List.copyOf(values);
            if (values.isEmpty() || values.stream().distinct().count() < values.size()) {
                throw new IllegalArgumentException(
                        "a column holds out by different values, at least one, got " + values);
            }
        }
    }

    /**
     * By where they come from: a topic of their own.
     *
     * @param name of the topic, all of whose records are held out
     */
    record Topic(String name) implements HoldOutRule {}

    /** The fraction of keys that is held out by their hash; 0 by any other rule. */
    default double fraction() {
        return this instanceof Key key ? key.fraction : 0;
    }
}
