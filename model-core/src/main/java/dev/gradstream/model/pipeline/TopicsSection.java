package dev.gradstream.model.pipeline;

import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code name} and {@code topics}: what Kafka knows the model by. */
final class TopicsSection {
    /** Longest name of a model: with a role behind it, it is still the name of a topic. */
    static final int MAX_NAME = 200;

    /** Longest name of a topic in Kafka. */
    static final int MAX_TOPIC = 249;

    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]+");

    private TopicsSection() {}

    static Optional<String> readName(Section root) {
        return root.required("name", "name the model, as name: breast-cancer")
                .flatMap(value -> legal(value, MAX_NAME));
    }

    /**
     * The topics; empty, with every problem reported, if one has no name.
     *
     * @param name of the model; empty if that is a problem already
     */
    static Optional<Pipeline.Topics> read(Section root, Optional<String> name) {
        Map<String, String> used = new LinkedHashMap<>();
        Optional<Section> section = root.optional("topics").flatMap(Value::section);
        Optional<String> features = topic(section, "features", name, used);
        Optional<Value> delayed = root.optional("labels");
        Optional<String> labels =
                delayed.isPresent() ? labels(section, delayed.get(), name, used) : Optional.empty();
        if (delayed.isEmpty()) {
            section.flatMap(s -> s.optional("labels")).ifPresent(TopicsSection::refuseLabels);
        }
        Optional<String> snapshots = topic(section, "snapshots", name, used);
        Optional<String> metrics = topic(section, "metrics", name, used);
        Optional<String> signals = topic(section, "signals", name, used);
        Optional<String> deadLetters = topic(section, "dead-letters", name, used);
        section.ifPresent(s -> s.reserve("control", "predictions").finish());
        boolean complete =
                features.isPresent()
                        && labels.isPresent() == delayed.isPresent()
                        && snapshots.isPresent()
                        && metrics.isPresent()
                        && signals.isPresent()
                        && deadLetters.isPresent();
        return complete
                ? Optional.of(
                        new Pipeline.Topics(
                                features.get(),
                                labels,
                                snapshots.get(),
                                metrics.get(),
                                signals.get(),
                                deadLetters.get()))
                : Optional.empty();
    }

    private static void refuseLabels(Value topic) {
        topic.refuse(
                "is for labels on a topic of their own; say how they are joined, in a section"
                        + " labels: {within: 30m, otherwise: negative}");
    }

    /** Named here or in the section that says how labels are joined. */
    private static Optional<String> labels(
            Optional<Section> section,
            Value delayed,
            Optional<String> name,
            Map<String, String> used) {
        Optional<Value> named =
                Optional.of(delayed)
                        .filter(Value::isSection)
                        .flatMap(Value::section)
                        .flatMap(s -> s.optional("topic"));
        Optional<Value> role = section.flatMap(s -> s.optional("labels"));
        if (named.isPresent() && role.isPresent()) {
            named.get().refuse("stands beside topics.labels; write one of the two");
        }
        return topic(section, named.or(() -> role), "labels", name, used);
    }

    private static Optional<String> topic(
            Optional<Section> section,
            String role,
            Optional<String> name,
            Map<String, String> used) {
        return topic(section, section.flatMap(s -> s.optional(role)), role, name, used);
    }

    private static Optional<String> topic(
            Optional<Section> section,
            Optional<Value> value,
            String role,
            Optional<String> name,
            Map<String, String> used) {
        Optional<String> topic =
                value.isPresent()
                        ? legal(value.get(), MAX_TOPIC)
                        : name.map(model -> model + "." + role);
        if (topic.isPresent()) {
            String other = used.putIfAbsent(topic.get(), role);
            if (other != null && value.isPresent()) {
                refuseShared(value.get(), other);
            } else if (other != null) {
                section.flatMap(s -> s.optional(other)).ifPresent(v -> refuseShared(v, role));
            }
        }
        return topic;
    }

    private static void refuseShared(Value value, String otherRole) {
        value.refuse("is the topic of " + otherRole + " too; give each role its own");
    }

    static Optional<String> legal(Value value, int longest) {
        Optional<String> text = value.text();
        Optional<String> legal = text.filter(t -> isLegal(t, longest));
        if (text.isPresent() && legal.isEmpty()) {
            value.expected(
                    "letters, digits, '.', '_' and '-', at most "
                            + longest
                            + " of them, as Kafka's topics are named");
        }
        return legal;
    }

    private static boolean isLegal(String text, int longest) {
        return text.length() <= longest
                && LEGAL.matcher(text).matches()
                && !text.equals(".")
                && !text.equals("..");
    }
}
