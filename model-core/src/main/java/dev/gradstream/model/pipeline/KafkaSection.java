package dev.gradstream.model.pipeline;

import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code kafka}: client properties, passed through as texts. */
final class KafkaSection {
    static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

    private static final String REMEDY = "name the brokers, as bootstrap.servers: localhost:9092";

    private KafkaSection() {}

    static Map<String, String> read(Section root) {
        Optional<Section> section =
                root.required("kafka", "write kafka: {bootstrap.servers: \"localhost:9092\"}")
                        .flatMap(Value::section);
        Map<String, String> properties = new LinkedHashMap<>();
        section.ifPresent(s -> read(s, properties));
        return properties;
    }

    private static void read(Section section, Map<String, String> properties) {
        section.required(BOOTSTRAP_SERVERS, REMEDY);
        section.values()
                .forEach(
                        (key, value) ->
                                property(key, value).ifPresent(t -> properties.put(key, t)));
        if (properties.getOrDefault(BOOTSTRAP_SERVERS, "?").isBlank()) {
            section.values().get(BOOTSTRAP_SERVERS).refuse("is empty; " + REMEDY);
        }
    }

    /** Messages here show no values: any of them may be a secret. */
    private static Optional<String> property(String key, Value value) {
        if (value.isSection()) {
            value.refuse(
                    "must be one value, found a mapping; write the whole name of each property,"
                            + " as "
                            + key
                            + ".mechanism: PLAIN");
            return Optional.empty();
        }
        if (value.isList()) {
            value.refuse("must be one value, found a list; write its items with commas between");
            return Optional.empty();
        }
        return value.text();
    }
}
