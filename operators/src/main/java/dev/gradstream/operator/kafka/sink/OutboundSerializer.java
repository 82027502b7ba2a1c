package dev.gradstream.operator.kafka.sink;

import dev.gradstream.operator.kafka.record.OutboundRecord;
import java.util.List;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Writes outbound records to one topic. */
final class OutboundSerializer implements KafkaRecordSerializationSchema<OutboundRecord> {
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
}
