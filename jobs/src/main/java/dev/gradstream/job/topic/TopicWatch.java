package dev.gradstream.job.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows topics in a thread of its own, until it is told to end. A broker that is not there yet,
 * or goes, is waited for, and whatever else fails is tried again: what was handed over once does
 * not come again, and what was written meanwhile comes.
 */
public final class TopicWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);
    private static final long PAUSE_MILLIS = 1000;

    /** More than a poll takes. */
    private static final long UNDISTURBED_MILLIS = 500;

    /** A consumer is told a little later than it is opened that it may not read. */
    private static final long FIRST_ASK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long ASK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final String name;
    private final Watcher watcher;
    private final Thread thread;
    private final CountDownLatch ending = new CountDownLatch(1);
    private Supplier<TopicFollower> opening;
    private Optional<Boolean> connected = Optional.empty();
    private boolean complete;
    private volatile boolean drains;

    /** Is told what happens, in the watching thread. */
    public interface Watcher {
        /**
         * Takes in records that came together. They do not come again where this throws.
         *
         * @param records at least one
         */
        void take(List<ConsumerRecord<byte[], byte[]>> records);

        /**
         * Is told of the first outcome, whichever it is, and of each change.
         *
         * @param is whether the topics can be read
         */
        void connected(boolean is);
    }

    private TopicWatch(String name, Supplier<TopicFollower> opening, Watcher watcher) {
        this.name = name;
        this.opening = opening;
        this.watcher = watcher;
        thread = new Thread(this::run, "watch-" + name);
        thread.setDaemon(true);
    }

    /**
     * Begins to follow.
     *
     * @param name of what is watched, for the log
     * @param opening tried until it succeeds, in the watching thread; what it opens is closed by
     *     this
     */
    public static TopicWatch start(String name, Supplier<TopicFollower> opening, Watcher watcher) {
        TopicWatch watch = new TopicWatch(name, opening, watcher);
        watch.thread.start();
        return watch;
    }

    private void run() {
        try {
            // Told to end in a pause, it tries once more.
            while (!attempt() && !isEnding()) {
                ending.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException | InterruptException e) {
            LOG.debug("asked to end", e);
        } finally {
            // An error ends the thread: it is not to look as if it went on.
            if (!isEnding()) {
                connected(false);
            }
        }
    }

    /** Whether it has followed to the end. */
    private boolean attempt() {
        try (TopicFollower follower = opening.get()) {
            opening = follower::again;
            follow(follower);
            return true;
        } catch (InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            connected(false);
            LOG.warn("cannot follow the topics of {} now", name, e);
            return false;
        }
    }

    private void follow(TopicFollower follower) {
        long nextAsk = System.nanoTime() + FIRST_ASK_NANOS;
        while (!isEnding()) {
            hand(follower::poll);
            if (System.nanoTime() - nextAsk >= 0) {
                // A consumer says nothing of a broker that has gone.
                follower.requireBroker();
                connected(true);
                nextAsk = System.nanoTime() + ASK_EVERY_NANOS;
            }
        }
        if (drains) {
            hand(follower::drain);
            complete = true;
        }
    }

    private void hand(Consumer<Consumer<ConsumerRecord<byte[], byte[]>>> source) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try {
            source.accept(records::add);
        } finally {
            // Also what came before a failure: the follower goes on behind it.
            if (!records.isEmpty()) {
                watcher.take(records);
            }
        }
    }

    private void connected(boolean is) {
        Optional<Boolean> now = Optional.of(is);
        if (!connected.equals(now)) {
            connected = now;
            watcher.connected(is);
        }
    }

    private boolean isEnding() {
        return ending.getCount() == 0;
    }

    /**
     * Takes in what is committed now, then ends; returns when it has.
     *
     * @return whether it could
     */
    public boolean finish() {
        drains = true;
        ending.countDown();
        Threads.join(thread);
        return complete;
    }

    /** Ends at once; returns when it has. */
    @Override
    public void close() {
        ending.countDown();
        try {
            // Most often this is enough; a client that is interrupted complains.
            thread.join(UNDISTURBED_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
        Threads.join(thread);
    }
}
