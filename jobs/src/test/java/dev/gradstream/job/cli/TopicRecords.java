package dev.gradstream.job.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gradstream.job.PipelineText;
import dev.gradstream.operator.kafka.ClientProperties;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What stands on a topic of one partition. */
final class TopicRecords {
    private TopicRecords() {}

    /** All that is committed now. */
    static List<ConsumerRecord<byte[], byte[]>> read(Path pipeline, String topic) throws Exception {
        Properties properties = ClientProperties.reader(PipelineText.read(pipeline).get());
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    static String text(byte[] utf8) {
        return new String(utf8, UTF_8);
    }
}
