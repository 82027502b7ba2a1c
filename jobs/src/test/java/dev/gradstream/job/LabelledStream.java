package dev.gradstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gradstream.model.data.KeyHash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Impressions and clicks as they come in reality, and a plain model of what becomes of each: one
 * that knows all records at once and neither order nor state.
 */
final class LabelledStream {
    static final int PARTITIONS = 4;
    static final long WITHIN = 60_000;
    static final long OUT_OF_ORDERNESS = 2_000;

    private static final long START = 1_700_000_000_000L;
    private static final int SPACING = 5;

    private final Random random;
    private final int count;
    private final List<Sent> features = new ArrayList<>();
    private final List<Sent> labels = new ArrayList<>();
    private final Map<String, Set<String>> refusals = new TreeMap<>();
    private final Map<Long, String> outcomes = new HashMap<>();

    /**
     * A record and when it comes.
     *
     * @param arrival decides the order on its topic; less after its time than disorder is allowed
     * @param reasons why it is refused, one of them; none if it is not; of duplicates the first is
     *     not
     */
    private record Sent(String key, String json, long arrival, Set<String> reasons) {}

    LabelledStream(int count, long seed) {
        this.count = count;
        random = new Random(seed);
        for (int i = 0; i < count; i++) {
            impression("k" + i, START + (long) SPACING * i);
        }
        Comparator<Sent> byArrival = Comparator.comparingLong(Sent::arrival);
        features.sort(byArrival);
        labels.sort(byArrival);
    }

    private void impression(String key, long time) {
        String click = random.nextBoolean() ? "1" : "0";
        long inTime = time + random.nextInt((int) WITHIN);
        int kind = random.nextInt(100);
        Set<String> features = Set.of();
        if (kind < 60) {
            label(key, inTime, click, Set.of());
        } else if (kind < 65) {
            label(key, inTime, click, Set.of("DUPLICATE_LABEL"));
            label(key, inTime, click, Set.of("DUPLICATE_LABEL"));
        } else if (kind < 70) {
            // Its clock is a little behind the impression's.
            label(key, time - random.nextInt((int) OUT_OF_ORDERNESS), click, Set.of());
        } else if (kind < 75) {
            label(key, inTime, click, Set.of());
            features = Set.of("DUPLICATE_FEATURES");
            feature(key, time, features);
        } else if (kind < 80) {
            // Which of the two depends on whether the key is remembered still.
            long late = time + WITHIN + 1 + random.nextInt(20_000);
            label(key, late, click, Set.of("LATE_LABEL", "ORPHAN_LABEL"));
        } else if (kind < 82) {
            long early = time - OUT_OF_ORDERNESS - 1 - random.nextInt(20_000);
            label(key, early, click, Set.of("ORPHAN_LABEL"));
        } else if (kind < 84) {
            label("nobody" + key, inTime, click, Set.of("ORPHAN_LABEL"));
        } else if (kind < 85) {
            labels.add(new Sent(key, "{\"id\":", inTime, Set.of("MALFORMED")));
        } else if (kind < 86) {
            // A time that no watermark must believe.
            String json = json(key, System.currentTimeMillis() + 90_000_000L, "x", "0.5");
            this.features.add(new Sent(key, json, time, Set.of("FUTURE_TIME")));
        }
        feature(key, time, features);
        outcomes.put(hash(key), kind < 75 ? click : "0");
    }

    private void feature(String key, long time, Set<String> reasons) {
        features.add(new Sent(key, json(key, time, "x", "0.5"), arrival(time), reasons));
    }

    private void label(String key, long time, String click, Set<String> reasons) {
        labels.add(new Sent(key, json(key, time, "click", click), arrival(time), reasons));
    }

    private long arrival(long time) {
        return time + random.nextInt((int) OUT_OF_ORDERNESS);
    }

    private static String json(String key, long time, String field, String value) {
        return String.format(
                Locale.ROOT, "{\"id\":\"%s\",\"ts\":%d,\"%s\":%s}", key, time, field, value);
    }

    /**
     * Sends everything that is in time, in the order of its arrival, and then what closes all
     * bounds.
     */
    void send(TopicWriter toFeatures, TopicWriter toLabels) throws Exception {
        send(features, toFeatures, "features");
        send(labels, toLabels, "labels");
        long end = START + (long) SPACING * count + 10 * WITHIN;
        for (int partition = 0; partition < PARTITIONS; partition++) {
            toFeatures.send(partition, bytes(json("end" + partition, end, "x", "0")));
            toLabels.send(partition, bytes(json("ending" + partition, end, "click", "0")));
        }
        toFeatures.flush();
        toLabels.flush();
    }

    /** Sends what comes when everything is settled. */
    void sendLate(TopicWriter toFeatures, TopicWriter toLabels, int each) throws Exception {
        List<Sent> lateFeatures = new ArrayList<>();
        List<Sent> lateLabels = new ArrayList<>();
        for (int i = 0; i < each; i++) {
            long time = START + (long) SPACING * i;
            String again = json("k" + i, time, "x", "0.5");
            lateFeatures.add(new Sent("k" + i, again, 0, Set.of("LATE_FEATURES")));
            String label = json("k" + i, time + 1, "click", "1");
            lateLabels.add(new Sent("k" + i, label, 0, Set.of("LATE_LABEL")));
        }
        send(lateFeatures, toFeatures, "features");
        send(lateLabels, toLabels, "labels");
        toFeatures.flush();
        toLabels.flush();
    }

    private void send(List<Sent> records, TopicWriter topic, String role) {
        Set<String> first = new HashSet<>();
        for (Sent record : records) {
            int partition = Math.floorMod(record.key().hashCode(), PARTITIONS);
            long offset = topic.send(partition, bytes(record.json()));
            boolean twin = record.reasons().stream().anyMatch(r -> r.startsWith("DUPLICATE"));
            boolean accepted = record.reasons().isEmpty() || (twin && first.add(record.key()));
            if (!accepted) {
                refusals.put(role + "-" + partition + "@" + offset, record.reasons());
            }
        }
    }

    /** By topic, partition and offset: one of which reasons a record is refused for. */
    Map<String, Set<String>> refusals() {
        return refusals;
    }

    /** By the hash of the key: the label that each impression is learnt with. */
    Map<Long, String> outcomes() {
        return outcomes;
    }

    private static long hash(String key) {
        byte[] bytes = bytes(key);
        return KeyHash.of(bytes, 0, bytes.length);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
