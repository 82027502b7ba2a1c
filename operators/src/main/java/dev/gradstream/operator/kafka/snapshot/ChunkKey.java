package dev.gradstream.operator.kafka.snapshot;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a chunk on the snapshots topic: {@code <model>/<version>/<chunk>}. No version has the key
 * of another, so compaction never tears one apart.
 */
record ChunkKey(String model, long version, int chunk) {
    // At most 18 and 9 digits: what fits a long and an int.
    private static final Pattern FORM = Pattern.compile("(.+)/([0-9]{1,18})/([0-9]{1,9})");

    byte[] encode() {
        return (model + "/" + version + "/" + chunk).getBytes(StandardCharsets.UTF_8);
    }

    /** The key in these bytes; empty where they hold something else. */
    static Optional<ChunkKey> decode(byte[] bytes) {
        Matcher matcher = FORM.matcher(new String(bytes, StandardCharsets.UTF_8));
        return matcher.matches()
                ? Optional.of(
                        new ChunkKey(
                                matcher.group(1),
                                Long.parseLong(matcher.group(2)),
                                Integer.parseInt(matcher.group(3))))
                : Optional.empty();
    }
}
