package dev.gradstream.model.pipeline;

import dev.gradstream.model.data.HoldOutRule;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.List;
import java.util.Optional;

/** Holds what is held out for validation and for the test against each other, and the rest. */
final class HoldOutCheck {
    private final Section root;

    private HoldOutCheck(Section root) {
        this.root = root;
    }

    /** Reports what does not belong together. */
    static void check(
            Section root,
            Optional<HoldOutRule> validation,
            Optional<HoldOutRule> test,
            DeclaredFeatures features,
            DeclaredTarget target,
            Optional<Pipeline.Topics> topics) {
        HoldOutCheck check = new HoldOutCheck(root);
        FieldCheck fields = new FieldCheck(features, target);
        validation.ifPresent(rule -> check.checkRule("validation", rule, fields, topics));
        test.ifPresent(rule -> check.checkRule("test", rule, fields, topics));
        if (validation.isPresent() && test.isPresent()) {
            check.checkBoth(validation.get(), test.get());
        }
    }

    private void checkRule(
            String section, HoldOutRule rule, FieldCheck fields, Optional<Pipeline.Topics> topics) {
        if (rule instanceof HoldOutRule.Column column) {
            fields.check(
                    column.field(),
                    place(section, HoldOutKeys.COLUMN),
                    "what says who is held out");
        }
        if (rule instanceof HoldOutRule.Topic topic
                && topics.filter(t -> names(t).contains(topic.name())).isPresent()) {
            place(section, HoldOutKeys.TOPIC)
                    .refuse("is a topic of this model already; name one of its own");
        }
        if (rule instanceof HoldOutRule.Topic && root.optional("labels").isPresent()) {
            place(section, HoldOutKeys.TOPIC)
                    .refuse(
                            "stands beside labels, which come for the features topic alone; write"
                                    + " fraction or column");
        }
    }

    private void checkBoth(HoldOutRule validation, HoldOutRule test) {
        if (validation.fraction() + test.fraction() >= 1) {
            place("test", HoldOutKeys.FRACTION)
                    .refuse(
                            "and validation.fraction leave nothing to learn from; lower one of them");
        }
        if (validation instanceof HoldOutRule.Topic one
                && test instanceof HoldOutRule.Topic other
                && one.equals(other)) {
            place("test", HoldOutKeys.TOPIC)
                    .refuse("is the topic of validation too; name one of its own");
        }
        if (validation instanceof HoldOutRule.Column one
                && test instanceof HoldOutRule.Column other
                && one.field().equals(other.field())
                && one.values().stream().anyMatch(other.values()::contains)) {
            place("test", HoldOutKeys.COLUMN)
                    .refuse(
                            "holds out by a text that validation holds out by too; give each its own"
                                    + " values");
        }
    }

    private static List<String> names(Pipeline.Topics topics) {
        return List.of(
                topics.features(),
                topics.snapshots(),
                topics.metrics(),
                topics.signals(),
                topics.deadLetters());
    }

    private Value place(String section, String key) {
        return root.optional(section)
                .flatMap(Value::section)
                .flatMap(keys -> keys.optional(key))
                .orElseThrow();
    }
}
