package dev.gradstream.operator.join;

import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService.ProcessingTimeCallback;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;

/** Calls somebody now and then, in the task's own thread, for as long as that is wanted. */
final class Ticks {
    private static final long MILLIS = 200;

    private final ProcessingTimeService time;
    private final ProcessingTimeCallback each;
    private ScheduledFuture<?> next;
    private boolean wanted;
    private boolean closed;

    Ticks(ProcessingTimeService time, ProcessingTimeCallback each) {
        this.time = time;
        this.each = each;
    }

    /** Goes on, or begins, or ends with the tick that is due. */
    void want(boolean ticks) {
        wanted = ticks;
        if (wanted && next == null && !closed) {
            next = time.registerTimer(time.getCurrentProcessingTime() + MILLIS, this::goOff);
        }
    }

    private void goOff(long now) throws Exception {
        next = null;
        if (wanted && !closed) {
            each.onProcessingTime(now);
            want(wanted);
        }
    }

    /** There is no tick any more. */
    void close() {
        closed = true;
        if (next != null) {
            next.cancel(false);
            next = null;
        }
    }
}
