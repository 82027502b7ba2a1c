package dev.gradstream.model.pipeline;

import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.Optional;

/** {@code training}: when a mini-batch is learnt. */
final class TrainingSection {
    static final int MAX_BATCH_SIZE = 65_536;

    private static final int BATCH_SIZE = 32;
    private static final long BATCH_TIMEOUT_MILLIS = 1000;
    private static final int MAX_PARALLELISM = 32_768;

    private TrainingSection() {}

    static Pipeline.Training read(Section root) {
        return root.optional("training")
                .flatMap(Value::section)
                .map(TrainingSection::readSection)
                .orElse(new Pipeline.Training(BATCH_SIZE, BATCH_TIMEOUT_MILLIS));
    }

    private static Pipeline.Training readSection(Section section) {
        int batchSize =
                section.optional("batch_size")
                        .flatMap(v -> v.integer(1, MAX_BATCH_SIZE))
                        .orElse(BATCH_SIZE);
        long timeout =
                section.optional("batch_timeout")
                        .flatMap(DurationText::read)
                        .orElse(BATCH_TIMEOUT_MILLIS);
        section.optional("parallelism").ifPresent(TrainingSection::checkParallelism);
        section.finish();
        return new Pipeline.Training(batchSize, timeout);
    }

    private static void checkParallelism(Value value) {
        Optional<Integer> parallelism = value.integer(1, MAX_PARALLELISM);
        if (parallelism.filter(p -> p > 1).isPresent()) {
            value.refuse("a parallelism above 1 is not available in this version; available: 1");
        }
    }
}
