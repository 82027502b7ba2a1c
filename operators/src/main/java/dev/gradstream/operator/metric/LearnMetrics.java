package dev.gradstream.operator.metric;

import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.eval.EarlyStopping;
import dev.gradstream.model.graph.plan.NativeMemory;
import dev.gradstream.model.train.Trainer;
import dev.gradstream.model.train.TrainerObserver;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;

/**
 * What the learner does, as metrics. The task's thread writes plain numbers, a reporter's reads
 * them: neither waits for the other, and nothing is made for a step.
 */
public final class LearnMetrics implements TrainerObserver {
    private static final long UPDATE_RATIO_EVERY = TimeUnit.SECONDS.toNanos(1);
    private static final long NONE = Long.MAX_VALUE;

    private final OperatorMetrics metrics;
    private final LongSupplier clock;
    private final int patience;
    private final int batchSize;
    private final ReportedFigures figures;
    private final ReportedFigures tests;
    private final ReportedFigures baselines;
    private final PartTimes times;
    private final Histogram learntAge;
    private final Histogram publishedAge;
    private final Counter batches;
    private final Counter refusedSteps;
    private final Counter versions;

    private Optional<Trainer> trainer = Optional.empty();
    private boolean reported;
    private long nextUpdateRatio = System.nanoTime();
    private long oldest;
    private long oldestUnpublished = NONE;

    private volatile double batchFill = Double.NaN;
    private volatile double learningRate = Double.NaN;
    private volatile double gradientNorm = Double.NaN;
    private volatile double updateRatio = Double.NaN;
    private volatile long version;
    private volatile long publishedAt;
    private volatile long stateBytes;
    private volatile Optional<EarlyStopping.State> earlyStopping = Optional.empty();

    /**
     * Registers all of them.
     *
     * @param patience of early stopping; 0 without
     * @param batchSize rows of a full batch
     * @param clock epoch milliseconds
     */
    public LearnMetrics(OperatorMetrics metrics, int patience, int batchSize, LongSupplier clock) {
        this.metrics = metrics;
        this.clock = clock;
        this.patience = patience;
        this.batchSize = batchSize;
        publishedAt = clock.getAsLong();
        figures = new ReportedFigures(metrics, MetricName.FIGURE);
        figures.loss("training");
        figures.loss("validation");
        tests = new ReportedFigures(metrics, MetricName.FIGURE);
        tests.loss("test");
        baselines = new ReportedFigures(metrics, MetricName.BASELINE);
        times = new PartTimes(metrics, System::nanoTime);
        learntAge = metrics.histogram(MetricName.LEARNT_AGE);
        publishedAge = metrics.histogram(MetricName.PUBLISHED_AGE);
        batches = metrics.counter(MetricName.BATCHES);
        refusedSteps = metrics.counter(MetricName.REFUSED_STEPS);
        versions = metrics.counter(MetricName.VERSIONS);
        registerLearning();
        registerEarlyStopping();
        registerMemory();
    }

    private void registerLearning() {
        metrics.gauge(MetricName.BATCH_FILL, () -> batchFill);
        metrics.gauge(MetricName.LEARNING_RATE, () -> learningRate);
        metrics.gauge(MetricName.GRADIENT_NORM, () -> gradientNorm);
        metrics.gauge(MetricName.UPDATE_RATIO, () -> updateRatio);
        metrics.gauge(MetricName.VERSION, () -> version);
        metrics.gauge(MetricName.PUBLISHED_AT, () -> publishedAt);
    }

    private void registerEarlyStopping() {
        metrics.gauge(
                MetricName.EARLY_STOPPING_WAITED,
                () -> earlyStopping.map(EarlyStopping.State::withoutImprovement).orElse(0));
        metrics.gauge(MetricName.EARLY_STOPPING_PATIENCE, () -> patience);
        metrics.gauge(
                MetricName.EARLY_STOPPING_BEST,
                () -> earlyStopping.map(EarlyStopping.State::best).orElse(Double.NaN));
        metrics.gauge(
                MetricName.EARLY_STOPPED,
                () -> earlyStopping.filter(EarlyStopping.State::stopped).isPresent() ? 1 : 0);
    }

    private void registerMemory() {
        metrics.gauge(MetricName.OFF_HEAP_BYTES, NativeMemory::arrayBytes);
        metrics.gauge(MetricName.RESIDENT_BYTES, NativeMemory::residentBytes);
        metrics.gauge(MetricName.STATE_BYTES, () -> stateBytes);
    }

    /** Watches a trainer from now on. */
    public void watch(Trainer watched) {
        trainer = Optional.of(watched);
        watched.observe(this);
        metrics.gauge(MetricName.EXAMPLES, watched::examples);
        metrics.gauge(MetricName.STEPS, watched::steps);
        readTrainer();
    }

    /**
     * After a report only when its batch is done: early stopping and schedules go by the report.
     */
    private void readTrainer() {
        Trainer watched = trainer.orElseThrow();
        learningRate = watched.learningRate();
        version = watched.version();
        earlyStopping = watched.earlyStopping();
    }

    /** A batch has come. */
    public void taking(MiniBatch batch) {
        boolean training = batch.split() == Split.TRAINING;
        times.taking(training);
        if (training) {
            oldest = batch.oldestEventTime();
            oldestUnpublished = Math.min(oldestUnpublished, oldest);
        }
    }

    /** The batch has been learnt from, scored, or held out. */
    public void taken(MiniBatch batch) {
        times.taken();
        if (batch.split() == Split.TRAINING) {
            count(batch);
        }
        readReported();
    }

    private void readReported() {
        if (reported) {
            readTrainer();
            reported = false;
        }
    }

    /** Learning is over, perhaps with a last report. */
    public void finished() {
        readReported();
    }

    private void count(MiniBatch batch) {
        batches.inc();
        if (times.sampled()) {
            batchFill = (double) batch.size() / batchSize;
            learntAge.update(clock.getAsLong() - oldest);
        }
    }

    /** A version has gone out. */
    public void published(long published) {
        version = published;
        versions.inc();
        publishedAt = clock.getAsLong();
        if (oldestUnpublished != NONE) {
            publishedAge.update(publishedAt - oldestUnpublished);
            oldestUnpublished = NONE;
        }
    }

    /** The trainer's state is about to be taken for a checkpoint. */
    public void checkpointing() {
        times.taking(false);
    }

    /** It has been. */
    public void checkpointed(long bytes) {
        stateBytes = bytes;
        times.taken();
    }

    @Override
    public boolean wantsTimes() {
        return times.sampled();
    }

    @Override
    public boolean wantsUpdateRatio() {
        return times.sampled() && times.begun() - nextUpdateRatio >= 0;
    }

    @Override
    public void updateRatio(double ratio) {
        updateRatio = ratio;
        nextUpdateRatio = times.begun() + UPDATE_RATIO_EVERY;
    }

    @Override
    public void step(double norm) {
        times.stepped();
        if (times.sampled()) {
            gradientNorm = norm;
        }
    }

    @Override
    public void times(long copyIn, long forwardBackward, long update) {
        times.times(copyIn, forwardBackward, update);
    }

    @Override
    public void refusedStep() {
        refusedSteps.inc();
    }

    @Override
    public void reported(Map<String, Double> values, Map<String, Double> ofBaselines) {
        figures.take(values);
        baselines.take(ofBaselines);
        reported = true;
    }

    @Override
    public void tested(Map<String, Double> values) {
        tests.take(values);
    }
}
