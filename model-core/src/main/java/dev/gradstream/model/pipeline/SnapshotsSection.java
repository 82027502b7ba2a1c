package dev.gradstream.model.pipeline;

import dev.gradstream.model.pipeline.Pipeline.Snapshots;
import dev.gradstream.model.pipeline.Pipeline.Snapshots.Delivery;
import dev.gradstream.model.pipeline.yaml.Choice;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;

/** {@code snapshots}: when and how models are published. */
final class SnapshotsSection {
    private static final Choice<Delivery> DELIVERY =
            Choice.of(
                    "exactly_once", Delivery.EXACTLY_ONCE,
                    "at_least_once", Delivery.AT_LEAST_ONCE);
    private static final int EVERY_BATCHES = 100;
    private static final int KEEP = 20;
    private static final int MAX_KEEP = 10_000;

    private SnapshotsSection() {}

    static Snapshots read(Section root) {
        return root.optional("snapshots")
                .flatMap(Value::section)
                .map(SnapshotsSection::readSection)
                .orElse(new Snapshots(EVERY_BATCHES, Delivery.EXACTLY_ONCE, KEEP));
    }

    private static Snapshots readSection(Section section) {
        int every = section.optional("every").flatMap(BatchCount::read).orElse(EVERY_BATCHES);
        Delivery delivery =
                section.optional("delivery").flatMap(DELIVERY::read).orElse(Delivery.EXACTLY_ONCE);
        int keep = section.optional("keep").flatMap(v -> v.integer(1, MAX_KEEP)).orElse(KEEP);
        section.finish();
        return new Snapshots(every, delivery, keep);
    }
}
