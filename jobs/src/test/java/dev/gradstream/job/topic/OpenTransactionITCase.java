package dev.gradstream.job.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradstream.job.embedded.EmbeddedKafka;
import dev.gradstream.job.replay.FeatureProducer;
import dev.gradstream.job.replay.FeatureRecord;
import dev.gradstream.job.run.Circle;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.operator.kafka.BrokerUnavailableException;
import dev.gradstream.operator.kafka.ClientProperties;
import dev.gradstream.operator.kafka.Topics;
import dev.gradstream.operator.kafka.source.PartitionRange;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Somebody has a transaction open on a topic that is read. */
final class OpenTransactionITCase {
    private static EmbeddedKafka kafka;

    @BeforeAll
    static void startBroker() throws IOException {
        kafka = EmbeddedKafka.start();
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    @Test
    void theEndIsAwaitedSoThatNoCommittedRecordIsMissed() throws Exception {
        Pipeline pipeline = pipeline("awaited");
        List<String> topics = List.of(pipeline.topics().metrics());
        List<String> read = new ArrayList<>();
        try (TopicFollower follower = TopicFollower.fromBeginning(pipeline, topics);
                KafkaProducer<byte[], byte[]> writer =
                        writing("report", pipeline.topics().metrics(), pipeline)) {
            CompletableFuture<Void> awaited =
                    CompletableFuture.runAsync(() -> Transactions.awaitEnd(pipeline, topics));
            assertThatThrownBy(() -> awaited.get(1, TimeUnit.SECONDS))
                    .isInstanceOf(TimeoutException.class);
            writer.commitTransaction();
            awaited.get(20, TimeUnit.SECONDS);

            follower.drain(record -> read.add(new String(record.value(), UTF_8)));
        }

        assertThat(read).containsExactly("report");
    }

    @Test
    void patienceEndsInASentence() throws Exception {
        Pipeline pipeline = pipeline("patience");
        List<String> topics = List.of(pipeline.topics().metrics());
        try (KafkaProducer<byte[], byte[]> writer =
                writing("report", pipeline.topics().metrics(), pipeline)) {
            assertThatThrownBy(
                            () -> Transactions.awaitEnd(pipeline, topics, Duration.ofMillis(100)))
                    .isInstanceOf(BrokerUnavailableException.class)
                    .hasMessageContaining(pipeline.topics().metrics())
                    .hasMessageContaining("still open");
            writer.abortTransaction();
        }
    }

    @Test
    void theStretchOfAReplayIsWhereItsRecordsStand() throws Exception {
        Pipeline pipeline = pipeline("replayed");
        List<PartitionRange> stretch;
        try (KafkaProducer<byte[], byte[]> writer =
                        writing("somebody else's", pipeline.topics().features(), pipeline);
                FeatureOffsets offsets = new FeatureOffsets(pipeline);
                FeatureProducer producer = new FeatureProducer(pipeline)) {
            offsets.begin();
            for (FeatureRecord feature : Circle.records(3)) {
                producer.send(feature);
            }
            producer.flush();
            stretch = offsets.sinceBegin();
            writer.abortTransaction();
        }

        assertThat(stretch).containsExactly(new PartitionRange(0, 1, 4));
    }

    private static Pipeline pipeline(String name) throws Exception {
        Pipeline pipeline = Circle.pipeline(name, kafka.bootstrapServers()).get();
        try (Topics topics = new Topics(pipeline)) {
            topics.ensureFeatures(1);
            topics.ensureOutputs();
        }
        return pipeline;
    }

    /** A writer that has sent one record in a transaction that is open. */
    private static KafkaProducer<byte[], byte[]> writing(
            String value, String topic, Pipeline pipeline) throws Exception {
        Properties properties = ClientProperties.producer(pipeline);
        properties.put("transactional.id", "writer to " + topic);
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        producer.beginTransaction();
        byte[] key = pipeline.name().getBytes(UTF_8);
        producer.send(new ProducerRecord<>(topic, key, value.getBytes(UTF_8))).get();
        return producer;
    }
}
