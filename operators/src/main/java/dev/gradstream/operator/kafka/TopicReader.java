package dev.gradstream.operator.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads stretches of one partition, each to an end that is known beforehand. Of a topic that does
 * not exist it reads nothing.
 *
 * <p>Not thread-safe.
 */
public final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    /** How long a broker may take to send the next record. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TopicPartition partition;
    private final String bootstrapServers;
    private final KafkaConsumer<byte[], byte[]> consumer;

    /**
     * @param properties of the consumer
     * @throws BrokerUnavailableException if the address cannot even be looked up
     */
    public TopicReader(Properties properties, String topic, int partition) {
        this.partition = new TopicPartition(topic, partition);
        this.bootstrapServers = properties.getProperty("bootstrap.servers", "nowhere");
        Properties all = new Properties();
        all.putAll(properties);
        all.put("enable.auto.commit", "false");
        all.put("auto.offset.reset", "earliest");
        all.put("allow.auto.create.topics", "false");
        this.consumer = open(all);
    }

    private KafkaConsumer<byte[], byte[]> open(Properties properties) {
        try {
            return new KafkaConsumer<>(
                    properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException e) {
            throw unavailable(e);
        }
    }

    public String topic() {
        return partition.topic();
    }

    /**
     * Hands over all records that are there now.
     *
     * @throws BrokerUnavailableException if no broker answers
     */
    public void forEach(Consumer<ConsumerRecord<byte[], byte[]>> each) {
        try {
            if (consumer.partitionsFor(topic()).size() <= partition.partition()) {
                return;
            }
            consumer.assign(Set.of(partition));
            long first = consumer.beginningOffsets(Set.of(partition)).get(partition);
            long end = consumer.endOffsets(Set.of(partition)).get(partition);
            forEach(first, end, each);
        } catch (TimeoutException e) {
            throw unavailable(e);
        }
    }

    /**
     * Hands over the records of a stretch that are still there.
     *
     * @param first offset that is read first
     * @param end first offset that is not read any more
     * @throws BrokerUnavailableException if no broker answers
     */
    public void forEach(long first, long end, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        consumer.assign(Set.of(partition));
        consumer.seek(partition, first);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long position = first;
        while (position < end) {
            ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
            List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
            records.stream().filter(record -> record.offset() < end).forEach(each);
            long now = consumer.position(partition);
            if (now > position) {
                position = now;
                deadline = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw unavailable(
                        new TimeoutException("nothing after offset " + position + " of " + end));
            }
        }
    }

    private BrokerUnavailableException unavailable(Exception cause) {
        return BrokerUnavailableException.at(bootstrapServers, PATIENCE.toSeconds(), cause);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
