package dev.gradstream.job.page;

import dev.gradstream.job.page.answer.LatestAnswers;
import dev.gradstream.job.page.history.Answers;
import dev.gradstream.job.page.history.Version;
import dev.gradstream.job.topic.Threads;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.operator.kafka.BrokerUnavailableException;
import dev.gradstream.operator.kafka.snapshot.SnapshotReader;
import dev.gradstream.operator.kafka.snapshot.SnapshotSummary;
import dev.gradstream.operator.kafka.snapshot.StoredSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the snapshots topic when it is told of a new version, in a thread of its own. It rests
 * so much longer than it works that the training does not feel it, however large the model.
 */
final class VersionWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VersionWatch.class);

    /** At most a twentieth of the time. */
    private static final int REST = 20;

    /** A larger model would take the training's memory. */
    private static final int MOST_BYTES = 64 << 20;

    private static final long LEAST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** Waiting for a broker is no work, after which it would rest for minutes. */
    private static final long REST_WITHOUT_BROKER_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Pipeline pipeline;
    private final BiConsumer<List<Version>, Answers> taker;
    private final Thread thread;
    private List<Version> told = List.of();
    private long wanted;
    private long seen;
    private boolean ending;
    private boolean lastLook;

    /**
     * @param taker takes what stands on the topic, ascending, and what the newest version says; in
     *     the watching thread
     */
    VersionWatch(Pipeline pipeline, BiConsumer<List<Version>, Answers> taker) {
        this.pipeline = pipeline;
        this.taker = taker;
        thread = new Thread(this::run, "gradstream-page-versions");
        thread.setDaemon(true);
        thread.start();
    }

    /** A report has named this version. Its transaction may show a little later on the topic. */
    synchronized void expect(long version) {
        wanted = version;
        notifyAll();
    }

    private void run() {
        try {
            while (awaitWanted()) {
                rest(lookNow());
            }
        } catch (InterruptedException e) {
            LOG.debug("interrupted, which ends the watch", e);
        } catch (Error e) {
            // It ends the thread: that is not to look as if it went on.
            taker.accept(told, Answers.none("The versions are not followed any more: " + e));
            throw e;
        }
    }

    /** Whether there is something to look for; false when the watch is over. */
    private synchronized boolean awaitWanted() throws InterruptedException {
        while (!ending && wanted <= seen) {
            wait();
        }
        boolean look = !ending || lastLook;
        lastLook = false;
        return look;
    }

    private synchronized void rest(long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        long left = nanos;
        while (!ending && left > 0) {
            wait(TimeUnit.NANOSECONDS.toMillis(left) + 1);
            left = end - System.nanoTime();
        }
    }

    /** Looks; how long to rest then, in nanoseconds. */
    private long lookNow() {
        long start = System.nanoTime();
        try {
            look(
                    pipeline,
                    (versions, answers) -> {
                        told = versions;
                        taker.accept(versions, answers);
                        seen(versions.isEmpty() ? 0 : versions.get(versions.size() - 1).version());
                    });
        } catch (KafkaException | BrokerUnavailableException e) {
            LOG.warn("the page cannot read the versions of {} now", pipeline.name(), e);
            return REST_WITHOUT_BROKER_NANOS;
        } catch (RuntimeException e) {
            LOG.warn("the page cannot show the versions of {} now", pipeline.name(), e);
        }
        return Math.max(LEAST_REST_NANOS, (System.nanoTime() - start) * REST);
    }

    /**
     * Looks once, in this thread.
     *
     * @param taker takes what stands on the topic, ascending, and what the newest version says
     * @throws BrokerUnavailableException if no broker answers
     */
    static void look(Pipeline pipeline, BiConsumer<List<Version>, Answers> taker) {
        try (SnapshotReader snapshots = new SnapshotReader(pipeline, LOG::warn)) {
            List<SnapshotSummary> standing = snapshots.list();
            taker.accept(
                    standing.stream().map(Version::of).toList(),
                    answers(pipeline, standing, snapshots::latest));
        }
    }

    /**
     * What the newest version says.
     *
     * @param standing ascending, as the topic tells them
     * @param newest brings it
     */
    static Answers answers(
            Pipeline pipeline,
            List<SnapshotSummary> standing,
            Supplier<Optional<StoredSnapshot>> newest) {
        if (!standing.isEmpty() && standing.get(standing.size() - 1).size() > MOST_BYTES) {
            return Answers.none(
                    "The model takes more than 64 MiB: it is not loaded a second time for this"
                            + " page.");
        }
        return newest.get()
                .map(snapshot -> answers(pipeline, snapshot))
                .orElse(Answers.none("No version is published yet."));
    }

    /** The versions are told of also where this one cannot be asked. */
    private static Answers answers(Pipeline pipeline, StoredSnapshot snapshot) {
        try {
            return new LatestAnswers(pipeline).of(snapshot);
        } catch (KafkaException | BrokerUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("cannot ask version {}", snapshot.summary().version(), e);
            return Answers.none("The newest version could not be asked: " + e);
        }
    }

    private synchronized void seen(long version) {
        seen = version;
    }

    /** Looks a last time, then ends; returns when it has. */
    void finish() {
        end(true);
    }

    /** Ends; returns when what is being looked at has been. */
    @Override
    public void close() {
        end(false);
    }

    private void end(boolean look) {
        synchronized (this) {
            lastLook = look;
            ending = true;
            notifyAll();
        }
        Threads.join(thread);
    }
}
