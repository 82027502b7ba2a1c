package dev.gradstream.job.report;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Records that were refused, counted by reason. Not thread-safe.
 *
 * <p>It goes by the headers of the dead letters.
 */
public final class Refusals {
    /** Somebody else's letters may name any: more than that count as one. */
    static final int MOST_REASONS = 64;

    private static final String OTHER = "other";

    private final Map<String, Refusal> byReason = new TreeMap<>();

    /**
     * One reason.
     *
     * @param count records refused for it
     * @param example what the first of them is said to be, and where it stands
     */
    public record Refusal(String reason, long count, String example) {
        private Refusal another() {
            return new Refusal(reason, count + 1, example);
        }
    }

    /** Takes in a dead letter. */
    public void add(Headers headers) {
        String named = text(headers, "reason");
        boolean isOne = byReason.containsKey(named) || byReason.size() < MOST_REASONS;
        String reason = isOne ? named : OTHER;
        Refusal known = byReason.get(reason);
        byReason.put(reason, known == null ? first(reason, headers) : known.another());
    }

    private static Refusal first(String reason, Headers headers) {
        return new Refusal(
                reason,
                1,
                "%s (topic %s, partition %s, offset %s)"
                        .formatted(
                                text(headers, "message"),
                                text(headers, "topic"),
                                text(headers, "partition"),
                                text(headers, "offset")));
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? "?"
                : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** How many records were refused. */
    public long count() {
        return byReason.values().stream().mapToLong(Refusal::count).sum();
    }

    /** The reasons, the most frequent first. */
    public List<Refusal> byFrequency() {
        return byReason.values().stream()
                .sorted(Comparator.comparingLong(Refusal::count).reversed())
                .toList();
    }
}
