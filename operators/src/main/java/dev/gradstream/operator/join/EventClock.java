package dev.gradstream.operator.join;

import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;

/**
 * Event time by two inputs: the earlier of their watermarks, where an idle input does not count.
 * While both are idle it goes on with the wall clock from the later of the two, so that nothing
 * waits for ever. It never goes back.
 */
final class EventClock {
    private static final int INPUTS = 2;

    private final ProcessingTimeService time;
    private final long[] watermarks = {Long.MIN_VALUE, Long.MIN_VALUE};
    private final boolean[] idle = new boolean[INPUTS];
    private long now;
    private long idleSince;
    private long idleFrom;

    /**
     * @param start event time before anything has come; {@link Long#MIN_VALUE} if unknown
     */
    EventClock(ProcessingTimeService time, long start) {
        this.time = time;
        now = start;
    }

    /** No record of this time or before comes in time any more; epoch milliseconds. */
    long now() {
        return now;
    }

    /** Whether both inputs have ended. */
    boolean ended() {
        return now == Long.MAX_VALUE;
    }

    boolean isIdle() {
        return idle[0] && idle[1];
    }

    /** An input has come so far. */
    void watermark(int input, long watermark) {
        watermarks[input] = Math.max(watermarks[input], watermark);
        idle[input] = false;
        advanceByInputs();
    }

    /** An input has become idle, or active again. */
    void status(int input, boolean isIdle) {
        boolean was = isIdle();
        idle[input] = isIdle;
        if (isIdle() && !was) {
            idleSince = time.getCurrentProcessingTime();
            idleFrom = Math.max(now, Math.max(watermarks[0], watermarks[1]));
            tick();
        } else {
            advanceByInputs();
        }
    }

    /** While both inputs are idle, as much time has gone by as on the wall. */
    void tick() {
        if (isIdle() && idleFrom != Long.MIN_VALUE && idleFrom != Long.MAX_VALUE) {
            advance(idleFrom + time.getCurrentProcessingTime() - idleSince);
        }
    }

    private void advanceByInputs() {
        if (isIdle()) {
            return;
        }
        long earliest = Long.MAX_VALUE;
        for (int input = 0; input < INPUTS; input++) {
            if (!idle[input]) {
                earliest = Math.min(earliest, watermarks[input]);
            }
        }
        advance(earliest);
    }

    private void advance(long to) {
        now = Math.max(now, to);
    }
}
