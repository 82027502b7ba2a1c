package dev.gradstream.job.topic;

import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.operator.kafka.ClientProperties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The end of a topic, read without taking part in its consumption. */
public final class LatestRecords implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long MOST_BYTES = 32 << 20;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    /**
     * Connects with the pipeline's Kafka properties.
     *
     * @param topic that exists
     */
    public LatestRecords(Pipeline pipeline, String topic) {
        Properties properties = ClientProperties.reader(pipeline);
        properties.put("enable.auto.commit", "false");
        properties.put("auto.offset.reset", "earliest");
        properties.put("allow.auto.create.topics", "false");
        consumer =
                new KafkaConsumer<>(
                        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            partitions = Partitions.of(topic, consumer);
            consumer.assign(partitions);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /**
     * The latest records, the oldest first.
     *
     * @param most of all partitions together, about; at least one each
     * @return what the broker gave within 5 seconds; of more than 32 MiB the older ones
     */
    public List<ConsumerRecord<byte[], byte[]>> read(int most) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        int each = Math.max(1, most / partitions.size());
        ends.forEach((partition, end) -> consumer.seek(partition, Math.max(0, end - each)));
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long bytes = 0;
        while (isBefore(ends) && bytes < MOST_BYTES && System.nanoTime() < deadline) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                records.add(record);
                bytes += record.serializedValueSize();
            }
        }
        return inOrder(records);
    }

    /**
     * Merges partitions by time; within one the order is that of its offsets, whatever the time.
     *
     * @param polled those of a partition in the order of their offsets
     */
    static List<ConsumerRecord<byte[], byte[]>> inOrder(
            List<ConsumerRecord<byte[], byte[]>> polled) {
        Map<Integer, Long> reached = new HashMap<>();
        SortedMap<Long, List<ConsumerRecord<byte[], byte[]>>> byTime = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : polled) {
            long time = reached.merge(record.partition(), record.timestamp(), Math::max);
            byTime.computeIfAbsent(time, t -> new ArrayList<>()).add(record);
        }
        return byTime.values().stream().flatMap(List::stream).toList();
    }

    private boolean isBefore(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
