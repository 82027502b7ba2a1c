package dev.gradstream.job.topic;

import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.operator.kafka.ClientProperties;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads what is committed to the topics that a model's jobs write, as it comes. Records of other
 * models on the same topics are passed over. Not thread-safe.
 */
public final class TopicFollower implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Set<TopicPartition> partitions;
    private final ModelRecords own;

    private TopicFollower(Pipeline pipeline, List<String> topics) {
        Properties properties = ClientProperties.reader(pipeline);
        properties.put("enable.auto.commit", "false");
        properties.put("auto.offset.reset", "earliest");
        properties.put("allow.auto.create.topics", "false");
        consumer =
                new KafkaConsumer<>(
                        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        partitions =
                topics.stream()
                        .flatMap(topic -> Partitions.of(topic, consumer).stream())
                        .collect(Collectors.toUnmodifiableSet());
        consumer.assign(partitions);
        own = new ModelRecords(pipeline.name());
    }

    /** Follows topics that exist, from their first record. */
    public static TopicFollower fromBeginning(Pipeline pipeline, List<String> topics) {
        TopicFollower follower = new TopicFollower(pipeline, topics);
        follower.consumer.seekToBeginning(follower.partitions);
        return follower;
    }

    /** Follows topics that exist, from the next record that is written. */
    public static TopicFollower fromNow(Pipeline pipeline, List<String> topics) {
        TopicFollower follower = new TopicFollower(pipeline, topics);
        follower.consumer.endOffsets(follower.partitions).forEach(follower.consumer::seek);
        return follower;
    }

    /**
     * Follows topics that exist, from so many records before the next one that is written.
     *
     * @param records of each partition, marks of transactions among them; 0 or more
     */
    public static TopicFollower fromLatest(Pipeline pipeline, List<String> topics, long records) {
        TopicFollower follower = new TopicFollower(pipeline, topics);
        Map<TopicPartition, Long> begins = follower.consumer.beginningOffsets(follower.partitions);
        follower.consumer
                .endOffsets(follower.partitions)
                .forEach(
                        (partition, end) ->
                                follower.consumer.seek(
                                        partition, Math.max(begins.get(partition), end - records)));
        return follower;
    }

    /**
     * Asks the broker for something.
     *
     * @throws org.apache.kafka.common.errors.TimeoutException if it does not answer in 10 seconds
     */
    public void requireBroker() {
        consumer.endOffsets(partitions);
    }

    /** Hands over what has come; waits a tenth of a second for something to come. */
    public void poll(Consumer<ConsumerRecord<byte[], byte[]>> each) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            if (own.test(record)) {
                each.accept(record);
            }
        }
    }

    /** Hands over all that is committed now. */
    public void drain(Consumer<ConsumerRecord<byte[], byte[]>> each) {
        var ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            poll(each);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
