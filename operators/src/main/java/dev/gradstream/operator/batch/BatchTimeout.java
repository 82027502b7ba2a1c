package dev.gradstream.operator.batch;

import java.util.concurrent.ScheduledFuture;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;

/**
 * Says when rows have waited too long.
 *
 * <p>At most one timer is set at any time: one that goes off for rows that have gone out already is
 * set again for those that wait now. So a fast stream costs no timer for each batch.
 */
final class BatchTimeout {
    private final long millis;
    private final ProcessingTimeService time;
    private final Runnable expired;

    private boolean waiting;
    private long since;
    private ScheduledFuture<?> timer;
    private boolean closed;

    /**
     * @param millis how long rows may wait; 0 for ever
     * @param time whose timers run in the task's own thread
     * @param expired sends the waiting rows on
     */
    BatchTimeout(long millis, ProcessingTimeService time, Runnable expired) {
        this.millis = millis;
        this.time = time;
        this.expired = expired;
    }

    /** The first row has come; called again, what came before it does not count any more. */
    void begin() {
        if (millis == 0) {
            return;
        }
        waiting = true;
        since = time.getCurrentProcessingTime();
        if (timer == null) {
            set();
        }
    }

    /** All rows have gone. */
    void end() {
        waiting = false;
    }

    private void set() {
        timer = time.registerTimer(since + millis, this::goOff);
    }

    private void goOff(long now) {
        timer = null;
        if (closed || !waiting) {
            return;
        }
        if (time.getCurrentProcessingTime() - since >= millis) {
            expired.run();
        } else {
            set();
        }
    }

    /** No timer goes off any more. */
    void close() {
        closed = true;
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
