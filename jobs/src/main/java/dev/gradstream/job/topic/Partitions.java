package dev.gradstream.job.topic;

import dev.gradstream.operator.kafka.BrokerUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** The partitions of topics that exist, also of those that were created a moment ago. */
final class Partitions {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Partitions() {}

    /**
     * Asks until the broker knows the topic: a topic's creation is told to brokers one by one.
     *
     * @throws BrokerUnavailableException if it does not within 10 seconds
     */
    static List<TopicPartition> of(String topic, Consumer<?, ?> consumer) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<PartitionInfo> known = consumer.partitionsFor(topic);
        while (known.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new BrokerUnavailableException(
                        "the broker does not know topic "
                                + topic
                                + " after "
                                + PATIENCE.toSeconds()
                                + " s; it should exist by now",
                        new TimeoutException(topic));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            known = consumer.partitionsFor(topic);
        }
        return known.stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList();
    }
}
