package dev.gradstream.job.replay;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Holds a sender back to a steady number of records a second. */
public final class Pace {
    private final double nanosPerRecord;
    private long start;
    private long records;

    private Pace(double nanosPerRecord) {
        this.nanosPerRecord = nanosPerRecord;
    }

    /**
     * A pace that begins with the first record.
     *
     * @param perSecond records a second, above 0
     */
    public static Pace of(double perSecond) {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException(
                    "records a second must be above 0, got " + perSecond);
        }
        return new Pace(TimeUnit.SECONDS.toNanos(1) / perSecond);
    }

    /** No limit. */
    public static Pace unlimited() {
        return new Pace(0);
    }

    /** Returns when the next record is due; at once if it is late. */
    public void awaitNext() {
        if (records == 0) {
            start = System.nanoTime();
        }
        long due = start + (long) (records++ * nanosPerRecord);
        long left = due - System.nanoTime();
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(left);
            left = due - System.nanoTime();
        }
    }
}
