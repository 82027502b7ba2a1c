package dev.gradstream.model.pipeline;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Client properties that can be printed: values that may be secret are masked. */
final class KafkaProperties extends AbstractMap<String, String> {
    private static final String MASK = "****";
    private static final List<String> SECRET =
            List.of("password", "secret", "token", "jaas", "key", "credential", "user.info");

    private final Map<String, String> properties;

    KafkaProperties(Map<String, String> properties) {
        this.properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return properties.entrySet();
    }

    @Override
    public String toString() {
        return properties.entrySet().stream()
                .map(e -> e.getKey() + "=" + (isSecret(e.getKey()) ? MASK : e.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static boolean isSecret(String property) {
        String name = property.toLowerCase(Locale.ROOT);
        return SECRET.stream().anyMatch(name::contains);
    }
}
