package dev.gradstream.job.page.answer;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.pipeline.Labels;
import dev.gradstream.model.pipeline.Labels.Otherwise;
import dev.gradstream.model.pipeline.Pipeline;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The latest labels, and which of the latest features they tell the truth of. Where features
 * without a label count as negative, they are passed over while one may still come for them, and so
 * are those that have one already: alone they would look as if there were no others. Not
 * thread-safe.
 */
final class KnownLabels {
    private final Labels rules;
    private final Map<Long, Label> byKey = new HashMap<>();
    private final Map<Integer, Long> begins = new HashMap<>();
    private long latestLabel = Long.MAX_VALUE;
    private long latestFeatures = Long.MIN_VALUE;

    private record Label(float[] target, long time) {}

    KnownLabels(Pipeline pipeline) {
        rules = pipeline.labels().orElseThrow();
    }

    /** Takes in a label, of a partition in the order of its offsets. */
    void add(Example label, ConsumerRecord<byte[], byte[]> record) {
        long time = label.eventTime();
        byKey.putIfAbsent(label.key(), new Label(label.target().clone(), time));
        begins.putIfAbsent(record.partition(), record.offset() == 0 ? Long.MIN_VALUE : time);
        latestLabel = latestLabel == Long.MAX_VALUE ? time : Math.max(latestLabel, time);
    }

    /** Features of that time are on their topic. */
    void reached(Example features) {
        latestFeatures = Math.max(latestFeatures, features.eventTime());
    }

    /**
     * Gives features their truth.
     *
     * @return whether it is known
     */
    boolean fill(Example features) {
        long time = features.eventTime();
        long end = time + rules.withinMillis();
        boolean countsWithout = rules.otherwise() == Otherwise.NEGATIVE;
        if (countsWithout && (end > now() || time < known())) {
            return false;
        }
        Label label = byKey.get(features.key());
        if (label != null && label.time() <= end) {
            System.arraycopy(label.target(), 0, features.target(), 0, label.target().length);
            return true;
        }
        Arrays.fill(features.target(), 0);
        return countsWithout;
    }

    private long now() {
        return Math.min(latestFeatures, latestLabel) - rules.outOfOrdernessMillis();
    }

    /** Since when all labels are known. */
    private long known() {
        return begins.values().stream().mapToLong(Long::longValue).max().orElse(Long.MIN_VALUE);
    }
}
