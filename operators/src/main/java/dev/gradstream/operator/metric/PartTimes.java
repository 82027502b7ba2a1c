package dev.gradstream.operator.metric;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;

/** Where the task's time goes: each nanosecond between two batches counts in one part. */
final class PartTimes {
    private final Counter wait;
    private final Counter copyIn;
    private final Counter forwardBackward;
    private final Counter update;
    private final Counter other;
    private final Histogram step;

    private long free = System.nanoTime();
    private long begun;

    /** Of the present batch, what is in a part of its own. */
    private long counted;

    PartTimes(OperatorMetrics metrics) {
        wait = metrics.counter(MetricName.PART_TIME, "wait");
        copyIn = metrics.counter(MetricName.PART_TIME, "copy_in");
        forwardBackward = metrics.counter(MetricName.PART_TIME, "forward_backward");
        update = metrics.counter(MetricName.PART_TIME, "update");
        other = metrics.counter(MetricName.PART_TIME, "other");
        step = metrics.histogram(MetricName.STEP_TIME);
    }

    /** A batch has come. */
    void taking() {
        begun = System.nanoTime();
        wait.inc(begun - free);
        counted = 0;
    }

    /** It was learnt from. */
    void step(long copyInNanos, long forwardBackwardNanos, long updateNanos) {
        copyIn.inc(copyInNanos);
        forwardBackward.inc(forwardBackwardNanos);
        update.inc(updateNanos);
        counted = copyInNanos + forwardBackwardNanos + updateNanos;
        step.update(counted);
    }

    /** It is done with. */
    void taken() {
        free = System.nanoTime();
        other.inc(free - begun - counted);
    }
}
