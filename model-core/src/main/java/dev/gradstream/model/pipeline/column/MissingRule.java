package dev.gradstream.model.pipeline.column;

import dev.gradstream.model.data.Missing;
import dev.gradstream.model.pipeline.yaml.Choice;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code features.missing}: {@code reject}, {@code mean}, {@code zero}, or {@code {indicator:
 * mean}}.
 *
 * @param indicator whether columns of numbers get a value that says that one is missing
 */
public record MissingRule(Missing missing, boolean indicator) {
    private static final MissingRule REJECT = new MissingRule(Missing.REJECT, false);
    private static final Choice<Missing> FILLED =
            Choice.of("mean", Missing.MEAN, "zero", Missing.ZERO);
    private static final Choice<Missing> WHOLE = new Choice<>(whole(), List.of());

    private static Map<String, Missing> whole() {
        Map<String, Missing> whole = new LinkedHashMap<>();
        whole.put("reject", Missing.REJECT);
        whole.putAll(FILLED.available());
        return whole;
    }

    /** The rule; that of the default where there is none, or none of use, which is reported. */
    public static MissingRule read(Optional<Value> value) {
        return value.flatMap(
                        v -> v.isSection() ? v.section().map(MissingRule::indicated) : plain(v))
                .orElse(REJECT);
    }

    private static Optional<MissingRule> plain(Value value) {
        return WHOLE.read(value).map(missing -> new MissingRule(missing, false));
    }

    private static MissingRule indicated(Section section) {
        Optional<Missing> filled =
                section.required("indicator", "write missing: {indicator: mean}")
                        .flatMap(FILLED::read);
        section.finish();
        return filled.map(missing -> new MissingRule(missing, true)).orElse(REJECT);
    }
}
