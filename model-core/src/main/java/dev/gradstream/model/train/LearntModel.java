package dev.gradstream.model.train;

import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.learn.Evaluation;
import dev.gradstream.model.learn.Learner;
import dev.gradstream.model.learn.LearnerState;
import dev.gradstream.model.learn.PredictionLoss;
import dev.gradstream.model.learn.ScoredOutputs;
import dev.gradstream.model.learn.StateDict;
import dev.gradstream.model.learn.StepObserver;
import dev.gradstream.model.learn.StepResult;
import dev.gradstream.model.learn.scaler.ScalerStates;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.snapshot.Lineage;
import dev.gradstream.model.snapshot.Snapshot;
import dev.gradstream.model.snapshot.Snapshot.OffsetRange;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A learner together with where its parameters came from: which offsets they learnt from, and
 * whether they are an earlier model's that was restored.
 */
final class LearntModel implements AutoCloseable {
    private static final int COMPARED_ROWS = 64;

    private final Pipeline pipeline;
    private final Learner learner;
    private final Lineage lineage;
    private final Optional<PredictionLoss> comparison;
    private Optional<Snapshot> restored;

    /**
     * @param restored the model whose parameters the learner holds, if they are not its own
     */
    LearntModel(
            Pipeline pipeline,
            Learner learner,
            List<OffsetRange> lineage,
            Optional<Snapshot> restored) {
        this.pipeline = pipeline;
        this.learner = learner;
        this.lineage = new Lineage(lineage);
        comparison =
                scalesTarget()
                        ? Optional.of(
                                new PredictionLoss(LearnerConfigs.of(pipeline), COMPARED_ROWS))
                        : Optional.empty();
        this.restored = restored;
    }

    void observe(StepObserver observer) {
        learner.observe(observer);
    }

    /** Learns from a batch; a step that is refused leaves everything as it was. */
    StepResult step(MiniBatch batch, ScoredOutputs seen) {
        StepResult result = learner.step(batch, seen);
        if (result.status() == StepResult.Status.LEARNT) {
            lineage.add(batch);
            restored = Optional.empty();
        }
        return result;
    }

    Evaluation evaluate(MiniBatch batch, ScoredOutputs seen) {
        return learner.evaluate(batch, seen);
    }

    /**
     * As {@link #evaluate(MiniBatch, ScoredOutputs)}, of another model, with its loss in the
     * present one's unit; the present one is as it was afterwards, bit for bit.
     */
    Evaluation evaluate(Snapshot other, MiniBatch batch, ScoredOutputs seen) {
        StateDict parameters = learner.stateDict();
        ScalerStates scalers = learner.scalerStates();
        load(other.parameters(), other.scalers());
        try {
            Evaluation own = learner.evaluate(batch, seen);
            return comparison.map(loss -> comparable(own, batch, loss, scalers)).orElse(own);
        } finally {
            load(parameters, scalers);
        }
    }

    private Evaluation comparable(
            Evaluation own, MiniBatch batch, PredictionLoss loss, ScalerStates present) {
        float[] predictions = learner.predict(batch.features(), batch.size());
        loss.setUnit(present.target());
        return new Evaluation(loss.mean(predictions, batch), own.share(), own.examples());
    }

    /** Whether a loss is in a unit that changes while the model learns. */
    boolean scalesTarget() {
        return !pipeline.target().scaling().isNone();
    }

    /** Goes back to an earlier model's parameters and scalers; what was learnt since is undone. */
    void restore(Snapshot earlier) {
        load(earlier.parameters(), earlier.scalers());
        restored = Optional.of(earlier);
    }

    private void load(StateDict parameters, ScalerStates scalers) {
        learner.load(parameters);
        learner.load(scalers);
    }

    /** The earlier model whose parameters are the present ones; empty if these are learnt last. */
    Optional<Snapshot> restored() {
        return restored;
    }

    /** Steps behind the present parameters: less than were taken, if earlier ones came back. */
    long step() {
        return restored.map(Snapshot::step).orElseGet(learner::steps);
    }

    /** Steps taken in all, those that were undone too. */
    long stepsTaken() {
        return learner.steps();
    }

    /** The learning rate of the next step. */
    double learningRate() {
        return learner.learningRate();
    }

    /** Reduces the learning rate once more; false if it is as low as it may be. */
    boolean reduceLearningRate() {
        return learner.reduceLearningRate();
    }

    /** Examples learnt from in all, in steps that were undone too. */
    long examplesLearnt() {
        return learner.examples();
    }

    /** The present parameters, as a model that has no version yet. */
    Snapshot snapshot(Map<String, Double> metrics) {
        return restored.orElseGet(
                () ->
                        new Snapshot(
                                pipeline.name(),
                                0,
                                learner.steps(),
                                learner.examples(),
                                metrics,
                                lineage.ranges(),
                                LearnerConfigs.design(pipeline),
                                learner.scalerStates(),
                                learner.stateDict()));
    }

    ModelSignature signature() {
        return ModelSignature.of(pipeline, learner.stateDict());
    }

    LearnerState learnerState() {
        return learner.state();
    }

    List<OffsetRange> lineage() {
        return lineage.ranges();
    }

    @Override
    public void close() {
        comparison.ifPresent(PredictionLoss::close);
        learner.close();
    }
}
