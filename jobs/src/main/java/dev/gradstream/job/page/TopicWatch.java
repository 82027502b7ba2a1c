package dev.gradstream.job.page;

import dev.gradstream.job.topic.TopicFollower;
import dev.gradstream.operator.kafka.BrokerUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows topics in a thread of its own, until it is told that nothing more will come. */
final class TopicWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);

    private final TopicFollower follower;
    private final Consumer<List<ConsumerRecord<byte[], byte[]>>> taker;
    private final Thread thread;
    private volatile boolean ending;

    /**
     * Begins to follow.
     *
     * @param follower is closed by this
     * @param taker takes what came together, in the watching thread; never nothing
     */
    TopicWatch(TopicFollower follower, Consumer<List<ConsumerRecord<byte[], byte[]>>> taker) {
        this.follower = follower;
        this.taker = taker;
        thread = new Thread(this::run, "gradstream-page-topics");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try (follower) {
            while (!ending) {
                hand(follower::poll);
            }
            hand(follower::drain);
        } catch (KafkaException | BrokerUnavailableException e) {
            // The client has waited for the broker already; the training tells why it fails.
            LOG.warn("the page cannot follow the topics any more", e);
        }
    }

    private void hand(Consumer<Consumer<ConsumerRecord<byte[], byte[]>>> source) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        source.accept(records::add);
        if (!records.isEmpty()) {
            taker.accept(records);
        }
    }

    /** Takes in what is committed now, then ends; returns when it has. */
    @Override
    public void close() {
        ending = true;
        Threads.join(thread);
    }
}
