package dev.gradstream.operator.kafka.source;

import java.util.Collection;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Other offsets to begin at, without leave to jump. The connector takes an initializer's reset
 * strategy for the whole run, also after a restore: with any but {@code NONE}, a consumer whose
 * next record was deleted goes on somewhere else without a word.
 */
@SuppressWarnings("deprecation") // the connector's interface still speaks Kafka's old enum
final class ExactOffsets implements OffsetsInitializer {
    private static final long serialVersionUID = 1L;

    private final OffsetsInitializer offsets;

    ExactOffsets(OffsetsInitializer offsets) {
        this.offsets = offsets;
    }

    @Override
    public Map<TopicPartition, Long> getPartitionOffsets(
            Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
        return offsets.getPartitionOffsets(partitions, retriever);
    }

    @Override
    public OffsetResetStrategy getAutoOffsetResetStrategy() {
        return OffsetResetStrategy.NONE;
    }
}
