package dev.gradstream.job;

import dev.gradstream.job.run.TrainingInput;
import dev.gradstream.operator.kafka.source.FeatureSource;
import dev.gradstream.operator.kafka.source.PartitionRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Fills a features topic by hand, and reads just that. */
public final class TopicWriter implements AutoCloseable {
    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final long[] sent;
    private final List<Future<RecordMetadata>> pending = new ArrayList<>();

    /** Makes the topic. */
    public TopicWriter(
            String bootstrapServers, String topic, int partitions, Map<String, String> config)
            throws InterruptedException, ExecutionException {
        this.topic = topic;
        sent = new long[partitions];
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            NewTopic wanted = new NewTopic(topic, partitions, (short) 1).configs(config);
            admin.createTopics(List.of(wanted)).all().get();
        }
        producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                bootstrapServers,
                                "linger.ms",
                                "10",
                                "max.request.size",
                                "20000000"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    /** Appends a record; its offset. */
    public long send(int partition, byte[] value) {
        pending.add(producer.send(new ProducerRecord<>(topic, partition, null, value)));
        return sent[partition]++;
    }

    /** Waits until the broker has all that was sent. */
    public void flush() throws InterruptedException, ExecutionException {
        for (Future<RecordMetadata> record : pending) {
            record.get();
        }
        pending.clear();
    }

    /** All that was sent, as a job's input. */
    public TrainingInput input() throws InterruptedException, ExecutionException {
        flush();
        List<PartitionRange> ranges = new ArrayList<>();
        for (int partition = 0; partition < sent.length; partition++) {
            ranges.add(new PartitionRange(partition, 0, sent[partition]));
        }
        return (pipeline, stopToken) ->
                TrainSources.of(FeatureSource.bounded(pipeline, ranges, stopToken));
    }

    @Override
    public void close() {
        producer.close();
    }
}
