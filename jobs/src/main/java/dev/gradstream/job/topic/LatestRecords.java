package dev.gradstream.job.topic;

import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.operator.kafka.ClientProperties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The end of the features topic, read without taking part in its consumption. */
public final class LatestRecords implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    /** Connects with the pipeline's Kafka properties; the topic exists. */
    public LatestRecords(Pipeline pipeline) {
        Properties properties = ClientProperties.reader(pipeline);
        properties.put("enable.auto.commit", "false");
        properties.put("auto.offset.reset", "earliest");
        properties.put("allow.auto.create.topics", "false");
        consumer =
                new KafkaConsumer<>(
                        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        partitions = Partitions.of(pipeline.topics().features(), consumer);
        consumer.assign(partitions);
    }

    /**
     * The latest records, the newest first.
     *
     * @param most of all partitions together, about; at least one each
     * @return what the broker gave within 5 seconds
     */
    public List<ConsumerRecord<byte[], byte[]>> read(int most) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        int each = Math.max(1, most / partitions.size());
        ends.forEach((partition, end) -> consumer.seek(partition, Math.max(0, end - each)));
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (isBefore(ends) && System.nanoTime() < deadline) {
            consumer.poll(POLL).forEach(records::add);
        }
        records.sort(
                Comparator.comparingLong((ConsumerRecord<byte[], byte[]> r) -> r.timestamp())
                        .thenComparingLong(ConsumerRecord::offset)
                        .reversed());
        return records;
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
