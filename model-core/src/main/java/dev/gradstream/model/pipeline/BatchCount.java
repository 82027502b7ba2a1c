package dev.gradstream.model.pipeline;

import dev.gradstream.model.pipeline.yaml.Value;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of batches: {@code 20} or {@code 20 batches}. */
final class BatchCount {
    static final int MAX = 1_000_000_000;

    private static final Pattern COUNT = Pattern.compile("([0-9]{1,10})(?: +batch(?:es)?)?");

    private BatchCount() {}

    /** How many; empty, with the problem reported, if the value is no such number. */
    static Optional<Integer> read(Value value) {
        Optional<String> text = value.text();
        Optional<Integer> count = text.flatMap(BatchCount::parse);
        if (text.isPresent() && count.isEmpty()) {
            value.expected("a number of batches from 1 to " + MAX + ", as 20 batches");
        }
        return count;
    }

    private static Optional<Integer> parse(String text) {
        Matcher matcher = COUNT.matcher(text);
        return matcher.matches()
                ? Optional.of(Long.parseLong(matcher.group(1)))
                        .filter(n -> n >= 1 && n <= MAX)
                        .map(Long::intValue)
                : Optional.empty();
    }
}
