package dev.gradstream.job.topic;

import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.operator.kafka.BrokerUnavailableException;
import dev.gradstream.operator.kafka.ClientProperties;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads what is committed to the topics that a model's jobs write, as it comes. Records of other
 * models on the same topics are passed over. Not thread-safe.
 */
public final class TopicFollower implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Pipeline pipeline;
    private final List<String> topics;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final ModelRecords own;
    private final Map<TopicPartition, Long> positions = new HashMap<>();

    private TopicFollower(Pipeline pipeline, List<String> topics) {
        Properties properties = ClientProperties.reader(pipeline);
        properties.put("enable.auto.commit", "false");
        properties.put("auto.offset.reset", "earliest");
        properties.put("allow.auto.create.topics", "false");
        this.pipeline = pipeline;
        this.topics = List.copyOf(topics);
        consumer =
                new KafkaConsumer<>(
                        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        own = new ModelRecords(pipeline.name());
    }

    private static TopicFollower open(
            Pipeline pipeline, List<String> topics, Consumer<TopicFollower> seek) {
        TopicFollower follower = new TopicFollower(pipeline, topics);
        try {
            follower.consumer.assign(
                    topics.stream()
                            .flatMap(topic -> Partitions.of(topic, follower.consumer).stream())
                            .toList());
            seek.accept(follower);
            return follower;
        } catch (RuntimeException e) {
            follower.close();
            throw e;
        }
    }

    /** Follows topics that exist, from their first record. */
    public static TopicFollower fromBeginning(Pipeline pipeline, List<String> topics) {
        return open(pipeline, topics, follower -> follower.seek(follower.begins()));
    }

    /** Follows topics that exist, from the next record that is written. */
    public static TopicFollower fromNow(Pipeline pipeline, List<String> topics) {
        return open(pipeline, topics, follower -> follower.seek(follower.ends()));
    }

    /**
     * Follows topics that exist, from so many records before the next one that is written.
     *
     * @param records of each partition, marks of transactions among them; 0 or more
     */
    public static TopicFollower fromLatest(Pipeline pipeline, List<String> topics, long records) {
        return open(
                pipeline,
                topics,
                follower -> {
                    Map<TopicPartition, Long> from = new HashMap<>(follower.ends());
                    from.replaceAll((partition, end) -> end - records);
                    follower.seek(follower.atLeastBegins(from));
                });
    }

    /**
     * Follows the same topics from where this one has come to, which may be closed by now. A topic
     * that was made anew meanwhile is followed from its first record, unless it holds as many as
     * this one has come to.
     */
    public TopicFollower again() {
        return open(pipeline, topics, follower -> follower.seek(follower.atLeastBegins(positions)));
    }

    private Map<TopicPartition, Long> begins() {
        return consumer.beginningOffsets(consumer.assignment());
    }

    /**
     * Asks the broker where each partition's next record will stand.
     *
     * @throws org.apache.kafka.common.errors.TimeoutException if it does not answer in 10 seconds
     */
    public Map<TopicPartition, Long> ends() {
        return consumer.endOffsets(consumer.assignment());
    }

    private Map<TopicPartition, Long> atLeastBegins(Map<TopicPartition, Long> offsets) {
        Map<TopicPartition, Long> from = new HashMap<>(begins());
        from.replaceAll(
                (partition, begin) -> Math.max(begin, offsets.getOrDefault(partition, begin)));
        return from;
    }

    private void seek(Map<TopicPartition, Long> offsets) {
        offsets.forEach(consumer::seek);
        positions.putAll(offsets);
    }

    /**
     * Asks the broker for something.
     *
     * @throws org.apache.kafka.common.errors.TimeoutException if it does not answer in 10 seconds
     */
    public void requireBroker() {
        ends();
    }

    /** Hands over what has come; waits a tenth of a second for something to come. */
    public void poll(Consumer<ConsumerRecord<byte[], byte[]>> each) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            positions.put(
                    new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
            if (own.test(record)) {
                each.accept(record);
            }
        }
    }

    /**
     * Hands over all that is committed now.
     *
     * @throws BrokerUnavailableException if nothing of it comes for 10 seconds
     */
    public void drain(Consumer<ConsumerRecord<byte[], byte[]>> each) {
        Map<TopicPartition, Long> ends = ends();
        long before = -1;
        long deadline = 0;
        for (long missing = missing(ends); missing > 0; missing = missing(ends)) {
            if (missing != before) {
                before = missing;
                deadline = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() - deadline > 0) {
                throw new BrokerUnavailableException(
                        "the broker gave nothing of the topics "
                                + String.join(", ", topics)
                                + " within "
                                + PATIENCE.toSeconds()
                                + " s, though there is more of them",
                        new TimeoutException("to be read up to " + ends));
            }
            poll(each);
        }
    }

    /** Offsets between what was read and the ends. */
    private long missing(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey())))
                .sum();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
