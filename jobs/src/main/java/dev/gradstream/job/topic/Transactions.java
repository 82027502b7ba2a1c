package dev.gradstream.job.topic;

import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.operator.kafka.BrokerUnavailableException;
import dev.gradstream.operator.kafka.ClientProperties;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Waits for transactions. A broker confirms a commit before the topics show it: whoever reads what
 * is committed may miss the last records of a job that has ended.
 */
public final class Transactions {
    /** Longer than the minute after which a broker ends the transaction of a writer that died. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Duration PAUSE = Duration.ofMillis(20);

    private Transactions() {}

    /**
     * Returns when all that was written to the topics by now is committed or aborted.
     *
     * @param topics that exist
     * @throws BrokerUnavailableException if that takes more than 90 seconds
     */
    public static void awaitEnd(Pipeline pipeline, List<String> topics) {
        awaitEnd(pipeline, topics, PATIENCE);
    }

    static void awaitEnd(Pipeline pipeline, List<String> topics, Duration patience) {
        Map<TopicPartition, Long> written = written(pipeline, topics);
        long deadline = System.nanoTime() + patience.toNanos();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(pipeline, "read_committed")) {
            while (!reached(consumer.endOffsets(written.keySet()), written)) {
                if (System.nanoTime() > deadline) {
                    throw new BrokerUnavailableException(
                            "a transaction on one of the topics "
                                    + String.join(", ", topics)
                                    + " is still open after "
                                    + patience.toSeconds()
                                    + " s, so that what was written behind it cannot be read;"
                                    + " its writer should commit or abort it",
                            new TimeoutException("written up to " + written));
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private static Map<TopicPartition, Long> written(Pipeline pipeline, List<String> topics) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(pipeline, "read_uncommitted")) {
            return consumer.endOffsets(
                    topics.stream()
                            .flatMap(topic -> Partitions.of(topic, consumer).stream())
                            .toList());
        }
    }

    private static boolean reached(
            Map<TopicPartition, Long> ends, Map<TopicPartition, Long> wanted) {
        return wanted.entrySet().stream().allMatch(w -> ends.get(w.getKey()) >= w.getValue());
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Pipeline pipeline, String isolation) {
        Properties properties = ClientProperties.reader(pipeline);
        properties.put("isolation.level", isolation);
        return new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
