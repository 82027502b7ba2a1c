package dev.gradstream.model.pipeline;

import dev.gradstream.model.eval.measure.Horizon;
import dev.gradstream.model.pipeline.yaml.Choice;
import dev.gradstream.model.pipeline.yaml.Range;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.Optional;

/** {@code metrics_over}: {@code last_report}, {@code {fading: 0.999}} or {@code {window: 1000}}. */
final class HorizonValue {
    static final int MAX_WINDOW = 100_000;

    private static final Choice<Horizon> NAMES =
            Choice.only("last_report", new Horizon.SinceReport());
    private static final String FORMS = "last_report, {fading: 0.999} or {window: 1000}";

    private HorizonValue() {}

    /** The horizon; empty, with every problem reported, if the value is none. */
    static Optional<Horizon> read(Value value) {
        return value.isSection()
                ? value.section().flatMap(section -> readSection(section, value))
                : NAMES.read(value);
    }

    private static Optional<Horizon> readSection(Section section, Value value) {
        Optional<Value> fading = section.optional("fading");
        Optional<Value> window = section.optional("window");
        section.finish();
        if (fading.isPresent() == window.isPresent()) {
            value.refuse("must be one of " + FORMS);
            return Optional.empty();
        }
        return fading.isPresent()
                ? fading.flatMap(v -> v.number(Range.halfOpen(0.5, 1))).map(Horizon.Fading::new)
                : window.flatMap(v -> v.integer(1, MAX_WINDOW)).map(Horizon.Window::new);
    }
}
