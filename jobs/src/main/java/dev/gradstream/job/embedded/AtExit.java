package dev.gradstream.job.embedded;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something to be done when the JVM ends, unless it is closed before. */
final class AtExit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AtExit.class);

    private final Thread hook;

    private AtExit(Thread hook) {
        this.hook = hook;
    }

    static AtExit run(String name, Runnable action) {
        Thread hook = new Thread(() -> attempt(name, action), name);
        Runtime.getRuntime().addShutdownHook(hook);
        return new AtExit(hook);
    }

    private static void attempt(String name, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            // The JVM ends now, whatever is left behind.
            LOG.warn("{} failed", name, e);
        }
    }

    /** Forgets it. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.debug("the JVM ends already, {} runs", hook.getName(), e);
        }
    }
}
