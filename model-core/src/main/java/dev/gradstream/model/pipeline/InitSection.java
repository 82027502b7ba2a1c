package dev.gradstream.model.pipeline;

import dev.gradstream.model.nn.init.InitRule;
import dev.gradstream.model.pipeline.catalog.InitCatalog;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code init}: first values of parameters by name pattern. */
final class InitSection {
    private InitSection() {}

    /** The rules, in order; those that are of no use are reported and left out. */
    static List<InitRule> read(Section root, ParameterNames names) {
        Map<String, Value> values =
                root.optional("init").flatMap(Value::section).map(Section::values).orElse(Map.of());
        return values.entrySet().stream()
                .flatMap(entry -> rule(entry.getKey(), entry.getValue(), names).stream())
                .toList();
    }

    private static Optional<InitRule> rule(String pattern, Value value, ParameterNames names) {
        Optional<InitRule> rule =
                names.pattern(pattern, value)
                        .flatMap(p -> InitCatalog.read(value).map(init -> new InitRule(p, init)));
        rule.ifPresent(r -> names.checkShapes(r, value));
        return rule;
    }
}
