package dev.gradstream.model.pipeline;

import dev.gradstream.model.eval.measure.Measure;
import dev.gradstream.model.eval.measure.Task;
import dev.gradstream.model.pipeline.catalog.MeasureCatalog;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.List;
import java.util.Optional;

/** {@code validation}: what is held out, and when it is evaluated. */
final class ValidationSection {
    private static final int EVERY_BATCHES = 20;
    static final int WINDOW = 1000;
    static final int MAX_WINDOW = 1_000_000;

    private ValidationSection() {}

    /**
     * What the file says.
     *
     * @param task decides which metrics fit; empty where it is not known
     */
    static DeclaredHoldOut read(Section root, Optional<Task> task) {
        Optional<Value> value = root.optional("validation");
        return value.isEmpty()
                ? new DeclaredHoldOut(false, Optional.empty())
                : value.flatMap(Value::section)
                        .map(section -> readSection(section, task))
                        .orElse(new DeclaredHoldOut(true, Optional.empty()));
    }

    private static DeclaredHoldOut readSection(Section section, Optional<Task> task) {
        HoldOutKeys keys = new HoldOutKeys(section, "validation");
        int every = section.optional("every").flatMap(BatchCount::read).orElse(EVERY_BATCHES);
        int window =
                section.optional("window").flatMap(v -> v.integer(1, MAX_WINDOW)).orElse(WINDOW);
        List<Measure> measures =
                section.optional("metrics")
                        .map(list -> new MeasureCatalog(task).readList(list))
                        .orElse(List.of());
        section.finish();
        return new DeclaredHoldOut(
                !keys.saysNone(),
                keys.rule().map(rule -> new Pipeline.Validation(rule, every, window, measures)));
    }
}
