package dev.gradstream.job.exporter;

/**
 * Whether early stopping has ended learning, as the records of two topics tell, each in its order
 * and one before the other or not. Not thread-safe.
 *
 * <p>From the signal on the job reports the signal's step, if anything. Another step in a later
 * report is one of a job that was begun anew. Times are those of one producer or another
 * (CreateTime, Kafka's default).
 */
final class EarlyStop {
    private boolean signalled;
    private long signalTime;
    private long signalStep;

    private long reportTime = Long.MIN_VALUE;
    private long reportStep;

    /** Whether a job was seen to be begun anew, which may come to the signal's step too. */
    private boolean isOver;

    /**
     * Takes in the signal that learning has ended.
     *
     * @param time of its record, in epoch milliseconds
     */
    void signal(long time, long step) {
        signalled = true;
        signalTime = time;
        signalStep = step;
        isOver = isOfAnother();
    }

    /**
     * Takes in a report.
     *
     * @param time of its record, in epoch milliseconds
     */
    void report(long time, long step) {
        reportTime = time;
        reportStep = step;
        isOver |= signalled && isOfAnother();
    }

    private boolean isOfAnother() {
        return reportTime > signalTime && reportStep != signalStep;
    }

    /** Whether no job has learnt since. */
    boolean isInForce() {
        return signalled && !isOver;
    }
}
