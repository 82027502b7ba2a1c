package dev.gradstream.job.topic;

/** Waiting for a thread that is about to end. */
public final class Threads {
    private Threads() {}

    /** Returns when it has ended; an interrupt is kept for later. */
    public static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
