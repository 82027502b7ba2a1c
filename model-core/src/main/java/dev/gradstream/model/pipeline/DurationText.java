package dev.gradstream.model.pipeline;

import dev.gradstream.model.pipeline.yaml.Value;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations: {@code 500ms}, {@code 1s}, {@code 2m}, {@code 1h}, {@code 7d}; {@code 0} or {@code
 * none}.
 */
final class DurationText {
    /** Longest duration, in milliseconds: a day. */
    static final long MAX_MILLIS = 24 * 60 * 60 * 1000L;

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9}) *(ms|s|m|h|d)");
    private static final Map<String, Long> UNITS =
            Map.of("ms", 1L, "s", 1000L, "m", 60_000L, "h", 3_600_000L, "d", MAX_MILLIS);

    private DurationText() {}

    /** Milliseconds, 0 for none; empty, with the problem reported, if the value is no duration. */
    static Optional<Long> read(Value value) {
        Optional<String> text = value.text();
        Optional<Long> millis = text.flatMap(DurationText::parse).filter(m -> m <= MAX_MILLIS);
        if (text.isPresent() && millis.isEmpty()) {
            value.expected("a duration of at most 24h, as 500ms, 1s or 2m, or none");
        }
        return millis;
    }

    /**
     * Milliseconds between two, both included; empty, with the problem reported, if they are not.
     */
    static Optional<Long> between(Value value, long least, long most) {
        Optional<String> text = value.text();
        Optional<Long> millis =
                text.flatMap(DurationText::parse).filter(m -> m >= least && m <= most);
        if (text.isPresent() && millis.isEmpty()) {
            value.expected(
                    "a duration from "
                            + least
                            + "ms to "
                            + most / UNITS.get("h")
                            + "h, as 500ms, 30m or 1h");
        }
        return millis;
    }

    private static Optional<Long> parse(String text) {
        if (text.equals("0") || text.equals("none")) {
            return Optional.of(0L);
        }
        Matcher matcher = DURATION.matcher(text);
        return matcher.matches()
                ? Optional.of(Long.parseLong(matcher.group(1)) * UNITS.get(matcher.group(2)))
                : Optional.empty();
    }
}
