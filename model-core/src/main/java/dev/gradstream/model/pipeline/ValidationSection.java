package dev.gradstream.model.pipeline;

import dev.gradstream.model.pipeline.yaml.Range;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.Optional;

/** {@code validation}: what is held out, and when it is evaluated. */
final class ValidationSection {
    private static final int EVERY_BATCHES = 20;
    private static final int WINDOW = 1000;
    private static final int MAX_WINDOW = 1_000_000;

    private ValidationSection() {}

    static DeclaredHoldOut read(Section root) {
        Optional<Value> value = root.optional("validation");
        return value.isEmpty()
                ? new DeclaredHoldOut(false, Optional.empty())
                : value.flatMap(Value::section)
                        .map(ValidationSection::readSection)
                        .orElse(new DeclaredHoldOut(true, Optional.empty()));
    }

    private static DeclaredHoldOut readSection(Section section) {
        Optional<Double> fraction =
                section.required("fraction", "write what share is held out, as fraction: 0.2")
                        .flatMap(v -> v.number(Range.halfOpen(0, 1)));
        int every = section.optional("every").flatMap(BatchCount::read).orElse(EVERY_BATCHES);
        int window =
                section.optional("window").flatMap(v -> v.integer(1, MAX_WINDOW)).orElse(WINDOW);
        section.finish();
        boolean none = fraction.filter(f -> f == 0).isPresent();
        return new DeclaredHoldOut(
                !none,
                fraction.filter(f -> f > 0).map(f -> new Pipeline.Validation(f, every, window)));
    }
}
