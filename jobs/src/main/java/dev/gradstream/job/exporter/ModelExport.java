package dev.gradstream.job.exporter;

import static dev.gradstream.operator.metric.MetricName.EXPORTER_FOREIGN;
import static dev.gradstream.operator.metric.MetricName.TOPIC_BASELINE;
import static dev.gradstream.operator.metric.MetricName.TOPIC_BEST;
import static dev.gradstream.operator.metric.MetricName.TOPIC_EARLY_STOPPED;
import static dev.gradstream.operator.metric.MetricName.TOPIC_EVENT_TIME;
import static dev.gradstream.operator.metric.MetricName.TOPIC_EXAMPLES;
import static dev.gradstream.operator.metric.MetricName.TOPIC_FIGURE;
import static dev.gradstream.operator.metric.MetricName.TOPIC_LEARNING_RATE;
import static dev.gradstream.operator.metric.MetricName.TOPIC_LOSS;
import static dev.gradstream.operator.metric.MetricName.TOPIC_REFUSED_STEPS;
import static dev.gradstream.operator.metric.MetricName.TOPIC_REPORT_TIME;
import static dev.gradstream.operator.metric.MetricName.TOPIC_SIGNALS;
import static dev.gradstream.operator.metric.MetricName.TOPIC_STEPS;
import static dev.gradstream.operator.metric.MetricName.TOPIC_VERSION;
import static dev.gradstream.operator.metric.MetricName.TOPIC_VERSION_TIME;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gradstream.job.report.FlatJson;
import dev.gradstream.operator.metric.MetricName;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the records of one model's metrics and signals topics into gauges and counters. Whatever a
 * record holds, it makes no more labels than a report of ours can have. Not thread-safe.
 */
final class ModelExport {
    private static final Logger LOG = LoggerFactory.getLogger(ModelExport.class);

    /** When a record was written. */
    enum Age {
        /** Before the exporter began: what stands there is shown, and was counted in its time. */
        OLD,
        NEW
    }

    static final int MOST_FIGURES = 64;
    static final int MOST_SIGNALS = 32;
    static final String OTHER = "other";

    private static final double MILLIS = 1000;
    private static final Map<String, Predicate<JsonNode>> REPORT =
            Map.of(
                    "step", JsonNode::isIntegralNumber,
                    "examples", JsonNode::isIntegralNumber,
                    "version", JsonNode::isIntegralNumber);
    private static final Map<String, Predicate<JsonNode>> SIGNAL =
            Map.of(
                    "step", JsonNode::isIntegralNumber,
                    "signal", JsonNode::isTextual,
                    "message", JsonNode::isTextual);
    private static final String EARLY_STOP = "early-stop";
    private static final String TRAINING = "training";
    private static final String TEST = "test";
    private static final Set<String> SPLITS = Set.of(TRAINING, "validation", TEST);
    private static final Set<String> COUNTS = Set.of("examples", "refused_steps");
    private static final String WORD = "[a-z0-9_-]{1,64}";

    private final Families families;
    private final String model;
    private final String metricsTopic;
    private final Set<List<String>> figures = new HashSet<>();
    private final Set<String> signals = new HashSet<>();
    private final Set<String> watched = new HashSet<>();
    private final EarlyStop earlyStop = new EarlyStop();
    private long version;

    /**
     * @param metricsTopic holds reports; records of any other are signals
     */
    ModelExport(Families families, String model, String metricsTopic) {
        this.families = families;
        this.model = model;
        this.metricsTopic = metricsTopic;
        // From the start, so that a rate sees the first of them.
        families.counter(TOPIC_REFUSED_STEPS, model);
        families.counter(EXPORTER_FOREIGN, model);
        List.of("improved", EARLY_STOP, "lr-reduced", "divergence").forEach(this::signal);
        families.set(TOPIC_EARLY_STOPPED, 0, model);
    }

    /**
     * Takes in a record; one that cannot be taken is counted as somebody else's.
     *
     * @param age whether counters count what it holds
     */
    void take(ConsumerRecord<byte[], byte[]> record, Age age) {
        try {
            if (record.topic().equals(metricsTopic)) {
                report(record.value(), record.timestamp(), age);
            } else {
                signal(record.value(), record.timestamp(), age);
            }
        } catch (RuntimeException e) {
            LOG.warn("cannot take offset {} of topic {}", record.offset(), record.topic(), e);
            foreign(age);
        }
    }

    /**
     * Takes in a record of the metrics topic.
     *
     * @param timestamp of the record, in epoch milliseconds
     */
    void report(byte[] value, long timestamp, Age age) {
        Map<String, JsonNode> fields = fields(value, REPORT, age);
        if (fields.isEmpty()) {
            return;
        }
        set(TOPIC_STEPS, fields.get("step"));
        set(TOPIC_EXAMPLES, fields.get("examples"));
        set(TOPIC_LEARNING_RATE, fields.get("learning_rate"));
        families.set(TOPIC_REPORT_TIME, timestamp / MILLIS, model);
        version(fields.get("version").asLong(), timestamp);
        JsonNode eventTime = fields.get("event_time");
        if (eventTime != null && eventTime.isNumber()) {
            families.set(TOPIC_EVENT_TIME, eventTime.doubleValue() / MILLIS, model);
        }
        JsonNode refused = fields.get("training.refused_steps");
        if (age == Age.NEW && refused != null && refused.asDouble() > 0) {
            families.counter(TOPIC_REFUSED_STEPS, model).inc(refused.asDouble());
        }
        earlyStop.report(timestamp, fields.get("step").asLong());
        showEarlyStop();
        figures(fields);
    }

    private void showEarlyStop() {
        families.set(TOPIC_EARLY_STOPPED, earlyStop.isInForce() ? 1 : 0, model);
    }

    /**
     * Takes in a record of the signals topic.
     *
     * @param timestamp of the record, in epoch milliseconds
     */
    void signal(byte[] value, long timestamp, Age age) {
        Map<String, JsonNode> fields = fields(value, SIGNAL, age);
        if (fields.isEmpty()) {
            return;
        }
        String kind = signal(fields.get("signal").asText());
        if (age == Age.NEW) {
            families.counter(TOPIC_SIGNALS, model, kind).inc();
        }
        if (kind.equals(EARLY_STOP)) {
            earlyStop.signal(timestamp, fields.get("step").asLong());
            showEarlyStop();
        }
        JsonNode metric = fields.get("metric");
        JsonNode best = fields.get("best");
        if (metric != null && best != null && best.isNumber() && isWatched(metric.asText())) {
            families.set(TOPIC_BEST, best.doubleValue(), model, metric.asText());
        }
    }

    /**
     * Nobody else's labels: as many metrics as early stopping and a schedule watch, and changes.
     */
    private boolean isWatched(String metric) {
        if (!watched.contains(metric)
                && watched.size() < MOST_SIGNALS
                && metric.matches("(training|validation)\\." + WORD)) {
            watched.add(metric);
        }
        return watched.contains(metric);
    }

    private void foreign(Age age) {
        if (age == Age.NEW) {
            families.counter(EXPORTER_FOREIGN, model).inc();
        }
    }

    private Map<String, JsonNode> fields(
            byte[] value, Map<String, Predicate<JsonNode>> required, Age age) {
        try {
            Map<String, JsonNode> fields = FlatJson.read(value);
            if (required.keySet().stream()
                    .allMatch(
                            name ->
                                    fields.containsKey(name)
                                            && required.get(name).test(fields.get(name)))) {
                return fields;
            }
        } catch (IOException e) {
            // Counted below: somebody else wrote to the topic.
        }
        foreign(age);
        return Map.of();
    }

    private String signal(String word) {
        boolean known = signals.contains(word);
        if (!known && (signals.size() >= MOST_SIGNALS || !word.matches(WORD))) {
            return OTHER;
        }
        signals.add(word);
        families.counter(TOPIC_SIGNALS, model, word);
        return word;
    }

    private void version(long newVersion, long timestamp) {
        families.set(TOPIC_VERSION, (double) newVersion, model);
        if (newVersion == 0) {
            families.remove(TOPIC_VERSION_TIME, model);
        } else if (newVersion != version) {
            families.set(TOPIC_VERSION_TIME, timestamp / MILLIS, model);
        }
        version = newVersion;
    }

    private void set(MetricName name, JsonNode value) {
        if (value != null && value.isNumber()) {
            families.set(name, value.doubleValue(), model);
        }
    }

    private void figures(Map<String, JsonNode> fields) {
        Set<List<String>> present = new HashSet<>();
        boolean untrained = isZero(fields, "examples") && isZero(fields, "refused_steps");
        fields.forEach(
                (name, value) -> {
                    String[] path = name.split("\\.", -1);
                    boolean unmeasured = untrained && value.isNull() && path[0].equals(TRAINING);
                    if (!unmeasured && figure(path, value)) {
                        present.add(List.of(path));
                    }
                });
        // A test has a report of its own, that leaves all else as it is.
        boolean ofTest = present.stream().anyMatch(path -> path.get(0).equals(TEST));
        figures.removeIf(
                path ->
                        path.get(0).equals(TEST) == ofTest
                                && !present.contains(path)
                                && forget(path));
    }

    /** Of a report without training there is no loss, which is not one that is no number. */
    private static boolean isZero(Map<String, JsonNode> fields, String count) {
        JsonNode counted = fields.get(TRAINING + "." + count);
        return counted != null && counted.isNumber() && counted.doubleValue() == 0;
    }

    /** Whether it is one of the figures that are shown. */
    private boolean figure(String[] path, JsonNode value) {
        boolean ofModel = path.length == 2 && SPLITS.contains(path[0]);
        boolean ofBaseline = path.length == 3 && path[0].equals("baseline");
        boolean number = value.isNumber() || value.isNull();
        String metric = path[path.length - 1];
        if (!(ofModel || ofBaseline) || !number || COUNTS.contains(metric) || !areWords(path)) {
            return false;
        }
        if (!figures.contains(List.of(path)) && figures.size() >= MOST_FIGURES) {
            return false;
        }
        figures.add(List.of(path));
        double shown = value.isNumber() ? value.doubleValue() : Double.NaN;
        families.set(name(List.of(path)), shown, labels(List.of(path)));
        return true;
    }

    private static boolean areWords(String[] path) {
        return List.of(path).stream().allMatch(word -> word.matches(WORD));
    }

    private boolean forget(List<String> path) {
        families.remove(name(path), labels(path));
        return true;
    }

    private static MetricName name(List<String> path) {
        if (path.size() == 3) {
            return TOPIC_BASELINE;
        }
        return path.get(1).equals("loss") ? TOPIC_LOSS : TOPIC_FIGURE;
    }

    private String[] labels(List<String> path) {
        return switch (name(path)) {
            case TOPIC_BASELINE -> new String[] {model, path.get(1), path.get(2)};
            case TOPIC_LOSS -> new String[] {model, path.get(0)};
            default -> new String[] {model, path.get(0), path.get(1)};
        };
    }
}
