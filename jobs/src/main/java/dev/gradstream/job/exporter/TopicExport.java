package dev.gradstream.job.exporter;

import dev.gradstream.job.topic.TopicFollower;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.operator.kafka.BrokerUnavailableException;
import dev.gradstream.operator.kafka.Topics;
import dev.gradstream.operator.metric.MetricName;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one model's metrics and signals topics in a thread of its own, for as long as the process
 * lives: a broker that is not there yet, or goes, is waited for. It begins with what was written
 * last, so that there are numbers at once.
 */
final class TopicExport implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicExport.class);
    private static final long LATEST_RECORDS = 1000;
    private static final long PAUSE_MILLIS = 1000;
    private static final long ASK_EVERY = TimeUnit.SECONDS.toNanos(5);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Pipeline pipeline;
    private final Families families;
    private final ModelExport export;
    private final Thread thread;
    private long latest = LATEST_RECORDS;
    private volatile boolean closed;

    private TopicExport(Pipeline pipeline, Families families) {
        this.pipeline = pipeline;
        this.families = families;
        export = new ModelExport(families, pipeline.name());
        thread = new Thread(this::run, "exporter-" + pipeline.name());
        thread.setDaemon(true);
    }

    /** Follows a model's topics from now on. */
    static TopicExport start(Pipeline pipeline, Families families) {
        TopicExport started = new TopicExport(pipeline, families);
        started.connected(false);
        started.thread.start();
        return started;
    }

    private void run() {
        while (!closed) {
            try {
                follow();
            } catch (InterruptException e) {
                LOG.debug("asked to end", e);
                return;
            } catch (KafkaException | BrokerUnavailableException e) {
                connected(false);
                LOG.warn("cannot follow the topics of {}; trying again", pipeline.name(), e);
                pause();
            }
        }
    }

    private void follow() {
        try (Topics topics = new Topics(pipeline)) {
            topics.ensureOutputs();
        }
        List<String> followed = List.of(pipeline.topics().metrics(), pipeline.topics().signals());
        try (TopicFollower follower = TopicFollower.fromLatest(pipeline, followed, latest)) {
            // What was counted once is not counted again when this is begun anew.
            latest = 0;
            connected(true);
            long nextAsk = System.nanoTime() + ASK_EVERY;
            while (!closed) {
                follower.poll(this::take);
                if (System.nanoTime() - nextAsk >= 0) {
                    connected(answers(follower));
                    nextAsk = System.nanoTime() + ASK_EVERY;
                }
            }
        }
    }

    /** A consumer says nothing of a broker that has gone; it reads on when it is back. */
    private boolean answers(TopicFollower follower) {
        try {
            follower.requireBroker();
            return true;
        } catch (TimeoutException e) {
            LOG.warn("no broker answers for the topics of {}", pipeline.name(), e);
            return false;
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(pipeline.topics().metrics())) {
            export.report(record.value(), record.timestamp());
        } else {
            export.signal(record.value());
        }
    }

    private void connected(boolean is) {
        families.set(MetricName.EXPORTER_CONNECTED, is ? 1 : 0, pipeline.name());
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
