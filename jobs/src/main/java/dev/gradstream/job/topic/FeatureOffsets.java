package dev.gradstream.job.topic;

import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.operator.kafka.ClientProperties;
import dev.gradstream.operator.kafka.source.PartitionRange;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Which stretch of the features topic, or another one, something was written to. Its ends are those
 * of what is written, whether or not a transaction of somebody else's is open there: whoever reads
 * the stretch waits for it.
 */
public final class FeatureOffsets implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private Map<TopicPartition, Long> begin = Map.of();

    /** Connects with the pipeline's Kafka properties. */
    public FeatureOffsets(Pipeline pipeline) {
        this(pipeline, pipeline.topics().features());
    }

    /** As {@link #FeatureOffsets(Pipeline)} of another topic. */
    public FeatureOffsets(Pipeline pipeline, String topic) {
        Properties properties = ClientProperties.reader(pipeline);
        properties.put("isolation.level", "read_uncommitted");
        consumer =
                new KafkaConsumer<>(
                        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        partitions = Partitions.of(topic, consumer);
    }

    /** The stretch begins here. */
    public void begin() {
        begin = consumer.endOffsets(partitions);
    }

    /** The stretch of each partition, up to now. */
    public List<PartitionRange> sinceBegin() {
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
        return partitions.stream()
                .map(
                        partition ->
                                new PartitionRange(
                                        partition.partition(),
                                        begin.get(partition),
                                        end.get(partition)))
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
