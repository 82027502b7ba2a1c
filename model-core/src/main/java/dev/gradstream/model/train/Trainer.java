package dev.gradstream.model.train;

import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.eval.EarlyStopping;
import dev.gradstream.model.eval.HoldOutWindow;
import dev.gradstream.model.learn.Evaluation;
import dev.gradstream.model.learn.Learner;
import dev.gradstream.model.learn.LearnerConfig;
import dev.gradstream.model.learn.StepResult;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping.Action;
import dev.gradstream.model.snapshot.SafeTensors;
import dev.gradstream.model.snapshot.Snapshot;
import dev.gradstream.model.train.TrainerState.Progress;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The training loop of one model over mini-batches: learner, hold-out, early stopping, reports and
 * versions. Knows nothing of Flink or Kafka.
 *
 * <ul>
 *   <li>A <b>report</b> goes out every {@code validation.every} training batches (every 20 where
 *       nothing is held out): the prequential figures since the last report, and the hold-out
 *       window evaluated. Early stopping judges by it.
 *   <li>A <b>snapshot</b> goes out every {@code snapshots.every} training batches, when early
 *       stopping ends learning, and when the input ends; never twice for the same parameters, and
 *       random parameters that nothing was learnt into only as the very first version. It carries
 *       the latest value of each metric. Where examples are kept for a <b>test</b>, each version is
 *       evaluated on them when it is published, and that is reported beside; nothing goes by it.
 *       Those that come behind the last version are tested on when the input ends.
 *   <li>When <b>early stopping</b> ends learning, the best parameters come back if {@code
 *       restore_best} says so, are evaluated, reported and published. From then on batches are
 *       scored and reported, but not learnt from.
 *   <li>When a metric stays on a <b>plateau</b>, as {@code ReduceLROnPlateau} or early stopping's
 *       {@code reduce_lr} find it in the reports, the learning rate is reduced from the next step
 *       on; a signal says so.
 *   <li>When the <b>input ends</b> before patience does, the best parameters come back all the
 *       same: the model that is left behind is the best one that was seen. Whatever has come since
 *       the last report is judged first.
 *   <li>A <b>diverged</b> step changes nothing; the first of a row gives a signal, each is counted
 *       in the report.
 * </ul>
 *
 * <p>The same batches in the same order give the same reports and snapshots, byte for byte, also
 * across {@link #state()} and {@link #restore}. Not thread-safe; holds native memory until closed.
 */
public final class Trainer implements AutoCloseable {
    private static final int REPORT_EVERY_WITHOUT_VALIDATION = 20;

    private final Pipeline pipeline;
    private final LearntModel model;
    private final TrainerOutput output;
    private final Optional<HoldOutWindow> holdOut;
    private final Optional<ModelTest> test;
    private final Optional<EarlyStoppingWatch> earlyStopping;
    private final Optional<PlateauWatch> plateau;
    private final SnapshotPublisher publisher;
    private final ModelMeasures measures;
    private final Map<String, Double> metrics = new TreeMap<>();
    private Optional<TrainerObserver> observer = Optional.empty();
    private Progress progress;

    /**
     * A fresh trainer.
     *
     * @param pipeline what to train
     * @param init parameters (and scaler) to start from instead of random ones
     * @param firstVersion number of the first snapshot to be published, at least 1
     * @throws IllegalArgumentException if {@code init} is no safetensors file, or of another model
     */
    public static Trainer create(
            Pipeline pipeline, Optional<byte[]> init, long firstVersion, TrainerOutput output) {
        Learner learner = Learner.create(LearnerConfigs.of(pipeline));
        try {
            init.map(SafeTensors::decode)
                    .ifPresent(start -> InitialModel.load(pipeline, start, learner));
            SnapshotPublisher.State versions =
                    SnapshotPublisher.State.before(firstVersion, init.isPresent());
            return new Trainer(
                    pipeline, learner, TrainerState.start(pipeline, learner, versions), output);
        } catch (RuntimeException e) {
            learner.close();
            throw e;
        }
    }

    /**
     * A trainer that goes on bit for bit from {@link #state()}. The pipeline file may have changed
     * in whatever does not change the model: learning rate, patience, window, intervals. By another
     * {@code validation.fraction} the hold-out window keeps the rows that are still held out, by
     * another {@code features.key}, column or topic none; with either, and with another metric,
     * early stopping and the watch for a plateau begin anew. It is the same for a test. The number
     * of reductions of the learning rate stays, and goes by the file's present factor, if it has
     * one. The figures of training begin anew where others are measured, or over another horizon.
     *
     * @throws IllegalArgumentException if the state is broken, of an unknown format version, or of
     *     another model than the pipeline file's
     */
    public static Trainer restore(Pipeline pipeline, byte[] state, TrainerOutput output) {
        LearnerConfig config = LearnerConfigs.of(pipeline);
        ModelSignature expected = ModelSignature.of(pipeline, config);
        TrainerState saved =
                TrainerStateCodec.decode(
                        state, expected, config.featureCount(), config.targetCount());
        Learner learner = Learner.restore(config, saved.learner());
        try {
            return new Trainer(pipeline, learner, saved, output);
        } catch (RuntimeException e) {
            learner.close();
            throw e;
        }
    }

    private Trainer(Pipeline pipeline, Learner learner, TrainerState saved, TrainerOutput output) {
        this.pipeline = pipeline;
        this.output = output;
        holdOut =
                pipeline.validation()
                        .map(
                                v ->
                                        HeldOutRows.window(
                                                pipeline,
                                                Split.VALIDATION,
                                                v.window(),
                                                saved.holdOut()));
        test = ModelTest.of(pipeline, saved.test());
        boolean sameHoldOut = saved.isOfHoldOut(pipeline);
        earlyStopping =
                EarlyStoppingWatch.of(pipeline, saved.earlyStopping().filter(s -> sameHoldOut));
        plateau = PlateauWatch.of(pipeline, saved.plateau().filter(s -> sameHoldOut));
        publisher = new SnapshotPublisher(saved.publisher(), output);
        measures = new ModelMeasures(pipeline, learner::scalerStates, saved.training());
        // Last of what may refuse the state: it takes native memory.
        model = new LearntModel(pipeline, learner, saved.lineage(), saved.restored());
        metrics.putAll(saved.metrics());
        progress = saved.progress();
    }

    /**
     * Numbers versions from here on, unless they are higher already. For a trainer that is restored
     * from before the newest versions, which stay below its own.
     *
     * @param first higher than every version that stands
     */
    public void versionsFrom(long first) {
        publisher.versionsFrom(first);
    }

    /** Tells of what happens from now on. */
    public void observe(TrainerObserver listener) {
        observer = Optional.of(listener);
        model.observe(listener);
    }

    /** Learns from a training batch, or keeps held-out rows to evaluate or test on. */
    public void accept(MiniBatch batch) {
        if (batch.isEmpty()) {
            return;
        }
        progress = progress.seen(batch.latestEventTime());
        switch (batch.split()) {
            case TRAINING -> train(batch);
            case VALIDATION -> holdOut(batch);
            case TEST -> test.orElseThrow(() -> unwanted("test")).take(batch);
        }
    }

    private static IllegalArgumentException unwanted(String section) {
        return new IllegalArgumentException(
                "a held-out batch came, but the pipeline file has no " + section);
    }

    /**
     * The input has ended: last evaluation, best weights, last report, final snapshot, last test.
     * Does nothing a second time, unless more batches came in between.
     */
    public void finish() {
        if (!progress.stretch().isEmpty()) {
            report();
        }
        if (!stopped()) {
            restoreBest();
        }
        publish();
        test.filter(ModelTest::hasChanged).flatMap(t -> t.of(model)).ifPresent(this::tested);
    }

    /** Whether early stopping asked for the job to end. */
    public boolean stopRequested() {
        return stopped()
                && pipeline.earlyStopping().filter(r -> r.action() == Action.STOP).isPresent();
    }

    /** Everything that the future depends on, with a format version in front. */
    public byte[] state() {
        return TrainerStateCodec.encode(
                new TrainerState(
                        model.signature(),
                        model.learnerState(),
                        model.lineage(),
                        progress,
                        publisher.state(),
                        metrics,
                        Optional.of(measures.state()),
                        holdOut.map(window -> HeldOutRows.of(pipeline, Split.VALIDATION, window)),
                        test.map(ModelTest::rows),
                        earlyStopping.map(EarlyStoppingWatch::state),
                        plateau.map(PlateauWatch::state),
                        model.restored()));
    }

    /** Optimizer steps taken. */
    public long steps() {
        return model.stepsTaken();
    }

    /** Examples learnt from. */
    public long examples() {
        return model.examplesLearnt();
    }

    /** The learning rate of the next step. */
    public double learningRate() {
        return model.learningRate();
    }

    /** The last published version; one below the first before there is any. */
    public long version() {
        return publisher.lastVersion();
    }

    /** What early stopping remembers; empty where learning never ends by itself. */
    public Optional<EarlyStopping.State> earlyStopping() {
        return earlyStopping.map(watch -> watch.state().stopping());
    }

    @Override
    public void close() {
        measures.close();
        model.close();
    }

    private void holdOut(MiniBatch batch) {
        holdOut.orElseThrow(() -> unwanted("validation")).take(batch);
        progress = progress.withStretch(progress.stretch().heldOutCame());
    }

    private void train(MiniBatch batch) {
        progress = progress.nextBatch();
        if (stopped()) {
            score(batch);
        } else {
            step(batch);
        }
        if (progress.batches() % reportEvery() == 0) {
            report();
        }
        if (progress.batches() % pipeline.snapshots().everyBatches() == 0) {
            publish();
        }
    }

    private void score(MiniBatch batch) {
        Evaluation seen = model.evaluate(batch, measures.training());
        Stretch longer = progress.stretch().scored(seen.loss(), seen.share(), seen.examples());
        progress = progress.withStretch(longer);
    }

    private void step(MiniBatch batch) {
        StepResult seen = model.step(batch, measures.training());
        if (seen.status() == StepResult.Status.DIVERGED) {
            refused(seen);
            return;
        }
        Stretch longer = progress.stretch().scored(seen.loss(), seen.share(), seen.examples());
        progress = progress.withStretch(longer).withDiverging(false);
    }

    private void refused(StepResult seen) {
        if (!progress.diverging()) {
            Signal signal = Signal.divergence(pipeline.name(), steps(), examples(), seen.loss());
            output.signal(signal.toJson());
        }
        progress = progress.withStretch(progress.stretch().refused()).withDiverging(true);
        observer.ifPresent(TrainerObserver::refusedStep);
    }

    private void report() {
        MetricsReport report = measure();
        emit(report);
        Optional<Signal> signal =
                earlyStopping.flatMap(watch -> watch.observe(report, new PresentModels()));
        signal.ifPresent(this::tell);
        if (signal.filter(s -> s.kind() == Signal.Kind.EARLY_STOP).isPresent()) {
            restoreBest();
            publish();
        }
        if (!stopped()) {
            plateau.flatMap(watch -> watch.observe(report)).ifPresent(this::tell);
        }
    }

    /** A rate that is as low as it may be is not reduced, whatever patience says. */
    private void tell(Signal signal) {
        if (signal.kind() != Signal.Kind.LR_REDUCED || model.reduceLearningRate()) {
            output.signal(signal.toJson());
        }
    }

    private final class PresentModels implements EarlyStoppingWatch.Models {
        @Override
        public Snapshot present() {
            return model.snapshot(metrics);
        }

        @Override
        public Optional<Evaluation> evaluateAnew(Snapshot kept) {
            return holdOut.filter(window -> window.takeChange() || model.scalesTarget())
                    .map(HoldOutWindow::rows)
                    .map(rows -> measures.measured(seen -> model.evaluate(kept, rows, seen)));
        }
    }

    private MetricsReport measure() {
        return new MetricsReport(
                pipeline.name(),
                steps(),
                examples(),
                publisher.lastVersion(),
                progress.eventTime(),
                model.learningRate(),
                progress.stretch(),
                measures.trainingFigures(),
                measures.baselineFigures(progress.stretch().training().shareSum()),
                holdOut.filter(window -> !window.isEmpty())
                        .map(HoldOutWindow::rows)
                        .map(rows -> measures.measured(seen -> model.evaluate(rows, seen))));
    }

    private void emit(MetricsReport report) {
        Map<String, Double> figures = report.finiteMetrics();
        metrics.putAll(figures);
        observer.ifPresent(o -> o.reported(figures, report.finiteBaselines()));
        progress = progress.withStretch(Stretch.EMPTY);
        measures.reported();
        output.metrics(report.toJson());
    }

    /** Puts the best model, if one is kept and is not the present one, in place and reports it. */
    private void restoreBest() {
        Optional<Snapshot> best =
                earlyStopping
                        .flatMap(EarlyStoppingWatch::best)
                        .filter(kept -> kept.step() != model.step());
        if (best.isPresent()) {
            model.restore(best.get());
            measures.forgetTraining();
            metrics.putAll(best.get().metrics());
            emit(measure());
        }
    }

    private void publish() {
        if (publisher.isPublished(model.step())) {
            return;
        }
        Optional<Evaluation> evaluation = test.flatMap(t -> t.of(model));
        Map<String, Double> all = new TreeMap<>(metrics);
        evaluation.ifPresent(e -> all.putAll(MetricsReport.finiteMetrics("test.", e)));
        if (publisher.publish(model.snapshot(metrics), all)) {
            evaluation.ifPresent(this::tested);
        }
    }

    private void tested(Evaluation evaluation) {
        observer.ifPresent(o -> o.tested(MetricsReport.finiteMetrics("test.", evaluation)));
        TestReport report =
                new TestReport(
                        pipeline.name(),
                        steps(),
                        examples(),
                        publisher.lastVersion(),
                        progress.eventTime(),
                        evaluation);
        output.metrics(report.toJson());
    }

    private boolean stopped() {
        return earlyStopping.filter(EarlyStoppingWatch::stopped).isPresent();
    }

    private int reportEvery() {
        return pipeline.validation()
                .map(Pipeline.Validation::everyBatches)
                .orElse(REPORT_EVERY_WITHOUT_VALIDATION);
    }
}
