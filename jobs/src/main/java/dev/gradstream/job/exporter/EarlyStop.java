package dev.gradstream.job.exporter;

/**
 * Whether early stopping has ended learning, as the records of two topics tell, each in its order
 * and one before the other or not. Not thread-safe.
 */
final class EarlyStop {
    private static final long NEVER = Long.MIN_VALUE;

    private long signalled = NEVER;
    private long reported = NEVER;
    private long step;

    /** The report since which steps were taken: what follows it has another step. */
    private long learntSince = NEVER;

    /**
     * Takes in the signal that learning has ended.
     *
     * @param time of its record, in epoch milliseconds
     */
    void signal(long time) {
        signalled = Math.max(signalled, time);
    }

    /**
     * Takes in a report of training.
     *
     * @param time of its record, in epoch milliseconds
     */
    void report(long time, long stepThen) {
        if (reported != NEVER && stepThen != step) {
            learntSince = reported;
        }
        reported = time;
        step = stepThen;
    }

    /** Whether no step was taken since. */
    boolean isInForce() {
        return signalled != NEVER && learntSince <= signalled;
    }
}
