package dev.gradstream.model.pipeline.column;

import dev.gradstream.model.data.column.BooleanColumn;
import dev.gradstream.model.data.column.CategoricalColumn;
import dev.gradstream.model.data.column.CategoricalColumn.Encoding;
import dev.gradstream.model.data.column.Column;
import dev.gradstream.model.data.column.Cycle;
import dev.gradstream.model.data.column.DateColumn;
import dev.gradstream.model.data.column.HashedColumn;
import dev.gradstream.model.data.column.TokensColumn;
import dev.gradstream.model.pipeline.yaml.Choice;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Columns of texts, times, and true or false. */
final class TextTypes {
    private static final int MAX_TEXTS = 100_000;
    private static final int MAX_TEXT = 1000;

    private static final Choice<Optional<Encoding>> ENCODING = new Choice<>(encodings(), List.of());
    private static final Choice<Boolean> UNKNOWN = Choice.of("reject", false, "slot", true);
    private static final Choice<Cycle> CYCLE =
            new Choice<>(
                    Arrays.stream(Cycle.values())
                            .collect(
                                    Collectors.toMap(
                                            cycle -> cycle.name().toLowerCase(Locale.ROOT),
                                            Function.identity(),
                                            (a, b) -> a,
                                            LinkedHashMap::new)),
                    List.of());

    private TextTypes() {}

    private static Map<String, Optional<Encoding>> encodings() {
        Map<String, Optional<Encoding>> encodings = new LinkedHashMap<>();
        encodings.put("one_hot", Optional.of(Encoding.ONE_HOT));
        encodings.put("index", Optional.of(Encoding.INDEX));
        encodings.put("hash", Optional.empty());
        return encodings;
    }

    static Optional<Column> flag(Section keys, String name, String field) {
        return Optional.of(new BooleanColumn(name, field));
    }

    static Optional<Column> categorical(Section keys, String name, String field) {
        Optional<Optional<Encoding>> encoding =
                keys.required("encoding", "write one_hot, index or hash").flatMap(ENCODING::read);
        if (encoding.isEmpty()) {
            // Which of these belong there depends on what is missing.
            List.of("categories", "unknown", "buckets").forEach(keys::optional);
            return Optional.empty();
        }
        if (encoding.get().isEmpty()) {
            return buckets(keys, "encoding: hash, buckets: 1000")
                    .map(buckets -> new HashedColumn(name, List.of(field), buckets));
        }
        Optional<List<String>> categories =
                keys.required("categories", "list them, as categories: [analyst, engineer]")
                        .flatMap(value -> texts(value, "category"));
        boolean slot = keys.optional("unknown").flatMap(UNKNOWN::read).orElse(false);
        return categories.map(
                known -> new CategoricalColumn(name, field, encoding.get().get(), known, slot));
    }

    static Optional<Column> tokens(Section keys, String name, String field) {
        Optional<Integer> length =
                keys.required("length", "write how many there are at most, as length: 64")
                        .flatMap(value -> value.integer(1, ColumnsList.MAX_WIDTH));
        Optional<Value> vocabularyKey = keys.optional("vocabulary");
        Optional<List<String>> vocabulary =
                vocabularyKey.isPresent()
                        ? vocabularyKey.flatMap(value -> texts(value, "word"))
                        : Optional.of(List.of());
        Optional<Value> bucketsKey = keys.optional("buckets");
        Optional<Integer> buckets =
                bucketsKey.isPresent() ? bucketsKey.flatMap(TextTypes::buckets) : Optional.of(0);
        if (vocabularyKey.isPresent() && bucketsKey.isPresent()) {
            bucketsKey.get().refuse("stands beside a vocabulary; words are looked up or hashed");
            return Optional.empty();
        }
        return length.flatMap(
                l ->
                        vocabulary.flatMap(
                                words ->
                                        buckets.map(
                                                b -> new TokensColumn(name, field, l, words, b))));
    }

    static Optional<Column> date(Section keys, String name, String field) {
        Optional<List<Value>> items =
                keys.required("cyclic", "name its cycles, as cyclic: [hour, day_of_week]")
                        .flatMap(Value::list);
        List<Cycle> cycles = new ArrayList<>();
        items.ifPresent(list -> list.forEach(i -> CYCLE.read(i).ifPresent(cycles::add)));
        return items.filter(list -> list.size() == cycles.size())
                .map(list -> new DateColumn(name, field, cycles));
    }

    /** How many buckets there must be; empty, with the problem reported, if it is not said. */
    static Optional<Integer> buckets(Section keys, String example) {
        return keys.required("buckets", "write how many, as " + example)
                .flatMap(TextTypes::buckets);
    }

    private static Optional<Integer> buckets(Value value) {
        return value.integer(1, ColumnsList.MAX_WIDTH);
    }

    private static Optional<List<String>> texts(Value list, String what) {
        Optional<List<Value>> items = list.list();
        if (items.isEmpty()) {
            return Optional.empty();
        }
        int count = items.get().size();
        if (count == 0 || count > MAX_TEXTS) {
            list.refuse("must hold from 1 to " + MAX_TEXTS + " texts, found " + count);
            return Optional.empty();
        }
        Map<String, Value> first = new LinkedHashMap<>();
        int good = 0;
        for (Value item : items.get()) {
            Optional<String> text = item.text();
            if (text.isPresent() && (text.get().isEmpty() || text.get().length() > MAX_TEXT)) {
                item.expected("a " + what + " of 1 to " + MAX_TEXT + " characters");
            } else if (text.isPresent()) {
                Value other = first.putIfAbsent(text.get(), item);
                good += other == null ? 1 : 0;
                if (other != null) {
                    item.refuse("repeats " + item.describe() + " of line " + other.line());
                }
            }
        }
        return good == count ? Optional.of(List.copyOf(first.keySet())) : Optional.empty();
    }
}
