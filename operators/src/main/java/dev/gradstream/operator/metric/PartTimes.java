package dev.gradstream.operator.metric;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;

/**
 * Where the task's time goes: each nanosecond between two batches counts in one part. Waiting,
 * steps and all else are timed for every batch. The parts of a step are timed at most once a
 * millisecond, and the time of the steps since is divided as that one's.
 */
final class PartTimes {
    private static final long SAMPLE_EVERY = TimeUnit.MILLISECONDS.toNanos(1);

    private final Counter wait;
    private final Counter copyIn;
    private final Counter forwardBackward;
    private final Counter update;
    private final Counter other;
    private final Histogram step;

    private final LongSupplier clock;
    private long free;
    private long begun;
    private long sampledAt;
    private boolean sampled;

    /** Of the present batch, the time until its step was over. */
    private long stepTime;

    /** Of steps that are not divided into parts yet. */
    private long undivided;

    /**
     * @param clock nanoseconds since whenever
     */
    PartTimes(OperatorMetrics metrics, LongSupplier clock) {
        this.clock = clock;
        free = clock.getAsLong();
        begun = free;
        sampledAt = free - SAMPLE_EVERY;
        wait = metrics.counter(MetricName.PART_TIME, "wait");
        copyIn = metrics.counter(MetricName.PART_TIME, "copy_in");
        forwardBackward = metrics.counter(MetricName.PART_TIME, "forward_backward");
        update = metrics.counter(MetricName.PART_TIME, "update");
        other = metrics.counter(MetricName.PART_TIME, "other");
        step = metrics.histogram(MetricName.STEP_TIME);
    }

    /**
     * A batch has come, or something else is to be done.
     *
     * @param training whether it is to be learnt from: only of these one is looked at closely, as
     *     held-out ones come right before them
     */
    void taking(boolean training) {
        begun = clock.getAsLong();
        wait.inc(begun - free);
        stepTime = 0;
        sampled = training && begun - sampledAt >= SAMPLE_EVERY;
        if (sampled) {
            sampledAt = begun;
        }
    }

    /** When the present batch came. */
    long begun() {
        return begun;
    }

    /** Whether the present batch is one to look at closely. */
    boolean sampled() {
        return sampled;
    }

    /** Its step was taken. */
    void stepped() {
        stepTime = clock.getAsLong() - begun;
        undivided += stepTime;
    }

    /** What its step's time went into, in nanoseconds. */
    void times(long copyInNanos, long forwardBackwardNanos, long updateNanos) {
        double all = Math.max(1, copyInNanos + forwardBackwardNanos + updateNanos);
        long ofCopyIn = (long) (undivided * (copyInNanos / all));
        long ofUpdate = (long) (undivided * (updateNanos / all));
        copyIn.inc(ofCopyIn);
        update.inc(ofUpdate);
        forwardBackward.inc(undivided - ofCopyIn - ofUpdate);
        undivided = 0;
        step.update((long) all);
    }

    /** It is done with. */
    void taken() {
        free = clock.getAsLong();
        other.inc(free - begun - stepTime);
    }
}
