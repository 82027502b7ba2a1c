package dev.gradstream.job.embedded;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something to be done when the JVM ends, unless it is closed before.
 *
 * <p>The JVM runs all its hooks at the same time. There is one here for all actions, which go one
 * after the other, the latest first: a cluster before the broker that it writes to, and both before
 * the folders that their files are in.
 */
final class AtExit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AtExit.class);
    private static final Deque<AtExit> PENDING = new ArrayDeque<>();

    static {
        Thread hook = new Thread(AtExit::runAll, "closing what is embedded");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private final String name;
    private final Runnable action;

    private AtExit(String name, Runnable action) {
        this.name = name;
        this.action = action;
    }

    /**
     * @param name for the log, as {@code stopping the broker}
     * @param action may run while somebody closes the same thing
     */
    static AtExit run(String name, Runnable action) {
        AtExit added = new AtExit(name, action);
        synchronized (PENDING) {
            PENDING.push(added);
        }
        return added;
    }

    /** Does all that is pending, in this thread. */
    static void runAll() {
        for (AtExit next = poll(); next != null; next = poll()) {
            next.attempt();
        }
    }

    private static AtExit poll() {
        synchronized (PENDING) {
            return PENDING.poll();
        }
    }

    private void attempt() {
        try {
            action.run();
        } catch (RuntimeException e) {
            // The JVM ends now, whatever is left behind.
            LOG.warn("{} failed", name, e);
        }
    }

    /** Forgets it; more than once does no harm. */
    @Override
    public void close() {
        synchronized (PENDING) {
            PENDING.remove(this);
        }
    }
}
