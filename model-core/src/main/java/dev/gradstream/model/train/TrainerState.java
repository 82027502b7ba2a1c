package dev.gradstream.model.train;

import dev.gradstream.model.learn.Learner;
import dev.gradstream.model.learn.LearnerState;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.snapshot.Snapshot;
import dev.gradstream.model.snapshot.Snapshot.OffsetRange;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a trainer's future depends on.
 *
 * @param signature of the model
 * @param learner parameters, optimizer state, scaler
 * @param lineage offsets learnt from
 * @param progress counters and the stretch since the last report
 * @param publisher version numbers
 * @param metrics the latest of each, by name
 * @param training what training was measured to; empty before the first example
 * @param holdOut empty where nothing is held out
 * @param test empty where nothing is tested on
 * @param earlyStopping empty where learning never stops by itself
 * @param plateau empty where no plateau of a metric reduces the learning rate
 * @param restored the earlier model whose parameters the learner holds; empty where they are its
 *     own
 */
record TrainerState(
        ModelSignature signature,
        LearnerState learner,
        List<OffsetRange> lineage,
        Progress progress,
        SnapshotPublisher.State publisher,
        Map<String, Double> metrics,
        Optional<ModelMeasures.State> training,
        Optional<HeldOutRows> holdOut,
        Optional<HeldOutRows> test,
        Optional<EarlyStoppingWatch.State> earlyStopping,
        Optional<PlateauWatch.State> plateau,
        Optional<Snapshot> restored) {

    /** Of a learner that is about to begin. */
    static TrainerState start(
            Pipeline pipeline, Learner learner, SnapshotPublisher.State publisher) {
        return new TrainerState(
                ModelSignature.of(pipeline, learner.stateDict()),
                learner.state(),
                List.of(),
                Progress.START,
                publisher,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Whether the pipeline file still holds out what was held out before, if anything was. */
    boolean isOfHoldOut(Pipeline pipeline) {
        return holdOut.map(rows -> rows.isOf(pipeline)).orElse(true);
    }

    TrainerState withRestored(Optional<Snapshot> model) {
        return new TrainerState(
                signature,
                learner,
                lineage,
                progress,
                publisher,
                metrics,
                training,
                holdOut,
                test,
                earlyStopping,
                plateau,
                model);
    }

    /**
     * How far the training loop has come.
     *
     * @param batches training batches taken
     * @param stretch what came in since the last report
     * @param diverging whether the last step was refused
     * @param eventTime latest event time seen; empty before the first example
     */
    record Progress(long batches, Stretch stretch, boolean diverging, Optional<Long> eventTime) {
        static final Progress START = new Progress(0, Stretch.EMPTY, false, Optional.empty());

        Progress {
            if (batches < 0) {
                throw new IllegalArgumentException("batches must be 0 or more, got " + batches);
            }
        }

        Progress nextBatch() {
            return new Progress(batches + 1, stretch, diverging, eventTime);
        }

        Progress withStretch(Stretch newStretch) {
            return new Progress(batches, newStretch, diverging, eventTime);
        }

        Progress withDiverging(boolean newDiverging) {
            return new Progress(batches, stretch, newDiverging, eventTime);
        }

        Progress seen(long newEventTime) {
            long latest = Math.max(newEventTime, eventTime.orElse(newEventTime));
            return new Progress(batches, stretch, diverging, Optional.of(latest));
        }
    }
}
