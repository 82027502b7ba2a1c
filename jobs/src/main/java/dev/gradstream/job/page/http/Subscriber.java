package dev.gradstream.job.page.http;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/** Events on their way to one listener, which has a thread of its own. */
final class Subscriber {
    /** So far a listener may be behind. */
    static final int CAPACITY = 64;

    private final Thread writer;
    private final Queue<Event> waiting = new ArrayDeque<>();
    private boolean writing;
    private boolean dropped;
    private boolean left;

    /**
     * @param writer the thread that writes to the listener
     */
    Subscriber(Thread writer) {
        this.writer = writer;
    }

    /** Adds an event; false if the listener is too far behind. */
    synchronized boolean offer(Event event) {
        if (waiting.size() == CAPACITY) {
            return false;
        }
        waiting.add(event);
        notifyAll();
        return true;
    }

    /**
     * The next event; empty if none comes in time.
     *
     * @throws InterruptedException if the listener was dropped
     */
    synchronized Optional<Event> next(long millis) throws InterruptedException {
        writing = false;
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long left = millis;
        while (waiting.isEmpty() && left > 0) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        }
        if (dropped) {
            throw new InterruptedException("the listener was dropped");
        }
        writing = true;
        return Optional.ofNullable(waiting.poll());
    }

    synchronized boolean isIdle() {
        return waiting.isEmpty() && !writing;
    }

    /** Ends the writing, also one that waits for a listener who does not read. */
    synchronized void drop() {
        dropped = true;
        if (!left) {
            // A blocked write on a socket channel ends with the interrupt, and nothing else.
            writer.interrupt();
        }
    }

    /** The thread has done with the listener: from here on it is not interrupted for it. */
    synchronized void leave() {
        left = true;
        if (dropped) {
            // The interrupt has done its work; the thread serves others next.
            Thread.interrupted();
        }
    }
}
