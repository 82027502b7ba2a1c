package dev.gradstream.model.pipeline;

import dev.gradstream.model.data.HoldOutRule;
import dev.gradstream.model.eval.measure.Measure;
import dev.gradstream.model.eval.measure.Task;
import dev.gradstream.model.pipeline.catalog.MeasureCatalog;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.List;
import java.util.Optional;

/** {@code test}: what published versions are tested on. */
final class TestSection {
    private TestSection() {}

    /**
     * What the file says; empty if it asks for no test, or not well.
     *
     * @param task decides which metrics fit; empty where it is not known
     */
    static Optional<Pipeline.Test> read(Section root, Optional<Task> task) {
        return root.optional("test")
                .flatMap(Value::section)
                .flatMap(section -> readSection(section, task));
    }

    private static Optional<Pipeline.Test> readSection(Section section, Optional<Task> task) {
        Optional<HoldOutRule> rule = new HoldOutKeys(section, "test").rule();
        int window =
                section.optional("window")
                        .flatMap(v -> v.integer(1, ValidationSection.MAX_WINDOW))
                        .orElse(ValidationSection.WINDOW);
        List<Measure> measures =
                section.optional("metrics")
                        .map(list -> new MeasureCatalog(task).readList(list))
                        .orElse(List.of());
        section.finish();
        return rule.map(by -> new Pipeline.Test(by, window, measures));
    }
}
