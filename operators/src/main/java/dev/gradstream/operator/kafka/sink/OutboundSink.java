package dev.gradstream.operator.kafka.sink;

import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.pipeline.Pipeline.Snapshots.Delivery;
import dev.gradstream.operator.kafka.ClientProperties;
import dev.gradstream.operator.kafka.record.OutboundRecord;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;

/**
 * Sinks for a pipeline's topics, with the delivery that the pipeline asks for.
 *
 * <p>{@code exactly_once}: records become visible, to readers of committed records, with the
 * checkpoint that they belong to. Transactional ids begin with pipeline and topic, so that a job
 * that starts aborts what an earlier one left open, but also what another that still runs is about
 * to commit: each pipeline name runs once at a time. {@code at_least_once}: records are visible at
 * once, and those since the last checkpoint appear again after a failure.
 */
public final class OutboundSink {
    private OutboundSink() {}

    public static Sink<OutboundRecord> metrics(Pipeline pipeline) {
        return to(pipeline.topics().metrics(), pipeline);
    }

    public static Sink<OutboundRecord> signals(Pipeline pipeline) {
        return to(pipeline.topics().signals(), pipeline);
    }

    public static Sink<OutboundRecord> snapshots(Pipeline pipeline) {
        return to(pipeline.topics().snapshots(), pipeline);
    }

    public static Sink<OutboundRecord> deadLetters(Pipeline pipeline) {
        return to(pipeline.topics().deadLetters(), pipeline);
    }

    private static Sink<OutboundRecord> to(String topic, Pipeline pipeline) {
        Properties properties = ClientProperties.producer(pipeline);
        KafkaSinkBuilder<OutboundRecord> builder =
                KafkaSink.<OutboundRecord>builder()
                        .setKafkaProducerConfig(properties)
                        .setRecordSerializer(new OutboundSerializer(topic));
        if (pipeline.snapshots().delivery() == Delivery.AT_LEAST_ONCE) {
            return builder.setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE).build();
        }
        builder.setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix("gradstream-" + pipeline.name() + "-" + topic)
                // The names that Flink gives by default grow with every checkpoint, and recovery
                // has to probe them one by one; a pool's names are used again.
                .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING);
        return new TidyKafkaSink(builder.build(), properties);
    }
}
