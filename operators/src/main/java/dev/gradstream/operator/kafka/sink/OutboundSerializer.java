package dev.gradstream.operator.kafka.sink;

import dev.gradstream.operator.kafka.record.OutboundRecord;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Writes outbound records to one topic, which it names: a pool of transactions is found again by
 * topic.
 */
final class OutboundSerializer
        implements KafkaRecordSerializationSchema<OutboundRecord>, KafkaDatasetFacetProvider {
    private static final long serialVersionUID = 1L;

    private final String topic;

    OutboundSerializer(String topic) {
        this.topic = topic;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            OutboundRecord record, KafkaSinkContext context, Long timestamp) {
        List<Header> headers =
                record.headers().stream()
                        .map(header -> (Header) new RecordHeader(header.name(), header.value()))
                        .toList();
        Integer partition = record.partition().isPresent() ? record.partition().getAsInt() : null;
        // No timestamp: the producer's clock. The features' own would let a topic's retention
        // remove what was learnt from old records as soon as it is written.
        return new ProducerRecord<>(
                topic,
                partition,
                null,
                record.key().orElse(null),
                record.value().orElse(null),
                headers);
    }

    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        return Optional.of(
                new DefaultKafkaDatasetFacet(
                        DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic))));
    }
}
