package dev.gradstream.benchmark.ingest;

import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.operator.kafka.ClientProperties;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Kafka's consumer in a loop, each record decoded into an array: what Flink is compared with. */
final class BareConsumer {
    private BareConsumer() {}

    /** Reads the whole topic; returns records a second. */
    static double run(FeatureTopic topic) throws IOException {
        Pipeline pipeline = topic.pipeline().get();
        PeerDecoder decoder = topic.kind().peer();
        float[] row = new float[RecordKind.COLUMNS + 1];
        Stretch stretch = new Stretch(topic.kind().records());
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        ClientProperties.consumer(pipeline),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(pipeline.topics().features(), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            while (!stretch.isOver()) {
                for (ConsumerRecord<byte[], byte[]> record :
                        consumer.poll(Duration.ofMillis(100))) {
                    decoder.decode(record.value(), row);
                    stretch.add(1, row[0]);
                }
            }
        }
        return stretch.rate();
    }
}
