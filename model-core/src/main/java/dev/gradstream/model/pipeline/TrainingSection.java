package dev.gradstream.model.pipeline;

import dev.gradstream.model.data.Split;
import dev.gradstream.model.eval.measure.Horizon;
import dev.gradstream.model.eval.measure.Measure;
import dev.gradstream.model.eval.measure.Measurement;
import dev.gradstream.model.eval.measure.Task;
import dev.gradstream.model.pipeline.catalog.MeasureCatalog;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.List;
import java.util.Optional;

/** {@code training}: when a mini-batch is learnt. */
final class TrainingSection {
    static final int MAX_BATCH_SIZE = 65_536;

    private static final int BATCH_SIZE = 32;
    private static final long BATCH_TIMEOUT_MILLIS = 1000;
    private static final int MAX_PARALLELISM = 32_768;
    private static final int MAX_SCORES = 4_000_000;

    private TrainingSection() {}

    /**
     * What the file says.
     *
     * @param task decides which metrics fit; empty where it is not known
     */
    static Pipeline.Training read(Section root, Optional<Task> task) {
        return root.optional("training")
                .flatMap(Value::section)
                .map(section -> readSection(section, task))
                .orElse(new Pipeline.Training(BATCH_SIZE, BATCH_TIMEOUT_MILLIS));
    }

    private static Pipeline.Training readSection(Section section, Optional<Task> task) {
        int batchSize =
                section.optional("batch_size")
                        .flatMap(v -> v.integer(1, MAX_BATCH_SIZE))
                        .orElse(BATCH_SIZE);
        long timeout =
                section.optional("batch_timeout")
                        .flatMap(DurationText::read)
                        .orElse(BATCH_TIMEOUT_MILLIS);
        section.optional("parallelism").ifPresent(TrainingSection::checkParallelism);
        List<Measure> measures =
                section.optional("metrics")
                        .map(list -> new MeasureCatalog(task).readList(list))
                        .orElse(List.of());
        Optional<Value> over = section.optional("metrics_over");
        Horizon horizon = over.flatMap(HorizonValue::read).orElse(new Horizon.SinceReport());
        Weighting weighting = WeightingKeys.read(section);
        section.finish();
        return new Pipeline.Training(batchSize, timeout, measures, horizon, weighting);
    }

    /**
     * Reports a window that cannot be kept: it holds the scores that rankings and probabilities are
     * measured by, of what the file lists and of what is watched.
     */
    static void checkWindow(Section root, Pipeline pipeline) {
        Task task = pipeline.task();
        int scores = Measurement.scores(task, pipeline.measures(Split.TRAINING)) * task.columns();
        if (pipeline.training().horizon() instanceof Horizon.Window window
                && (long) window.examples() * scores > MAX_SCORES) {
            root.optional("training")
                    .flatMap(Value::section)
                    .flatMap(section -> section.optional("metrics_over"))
                    .orElseThrow()
                    .refuse(
                            "%d examples of %d scores are more than %d scores; write a window of at most %d"
                                    .formatted(
                                            window.examples(),
                                            scores,
                                            MAX_SCORES,
                                            MAX_SCORES / scores));
        }
    }

    private static void checkParallelism(Value value) {
        Optional<Integer> parallelism = value.integer(1, MAX_PARALLELISM);
        if (parallelism.filter(p -> p > 1).isPresent()) {
            value.refuse("a parallelism above 1 is not available in this version; available: 1");
        }
    }
}
