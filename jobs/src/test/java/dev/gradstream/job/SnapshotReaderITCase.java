package dev.gradstream.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.job.embedded.EmbeddedKafka;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.operator.kafka.Topics;
import dev.gradstream.operator.kafka.record.OutboundRecord;
import dev.gradstream.operator.kafka.snapshot.PublishedVersion;
import dev.gradstream.operator.kafka.snapshot.SnapshotChunks;
import dev.gradstream.operator.kafka.snapshot.SnapshotReader;
import dev.gradstream.operator.kafka.snapshot.StoredSnapshot;
import dev.gradstream.operator.learn.TrainingStart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a reader makes of topics on which not every version is sound. */
final class SnapshotReaderITCase {
    private static final int TWO_CHUNKS = SnapshotChunks.CHUNK_BYTES + 1;

    private static EmbeddedKafka broker;
    private static KafkaProducer<byte[], byte[]> producer;
    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedKafka.start();
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    @AfterAll
    static void stop() {
        producer.close();
        broker.close();
    }

    @Test
    void badNewestVersionsArePassedOverWithOneComplaintEach() throws Exception {
        Pipeline pipeline = pipeline("bad-newest");
        List<Integer> bad = IntStream.rangeClosed(2, 12).boxed().toList();
        write(pipeline, version(pipeline, 1));
        for (int version : bad) {
            write(pipeline, forged(version(pipeline, version)));
        }

        try (SnapshotReader reader = new SnapshotReader(pipeline, complaints::add)) {
            assertThat(reader.latest()).map(SnapshotReaderITCase::number).hasValue(1L);
            assertThat(reader.latest()).map(SnapshotReaderITCase::number).hasValue(1L);
            assertThat(complaints).hasSize(bad.size()).allMatch(c -> c.contains("SHA-256"));

            write(pipeline, version(pipeline, 12));
            assertThat(reader.latest()).map(SnapshotReaderITCase::number).hasValue(12L);
        }
    }

    @Test
    void whereNoVersionIsSoundThereIsNone() throws Exception {
        Pipeline pipeline = pipeline("bad-only");
        write(pipeline, forged(version(pipeline, 1)));
        try (SnapshotReader reader = new SnapshotReader(pipeline, complaints::add)) {
            assertThat(reader.latest()).isEmpty();
        }
    }

    @Test
    void aNewJobRemovesHalfPublishedVersionsInTheirTurn() throws Exception {
        Pipeline pipeline = pipeline("half-published");
        write(pipeline, version(pipeline, 1));
        write(pipeline, version(pipeline, 2).subList(0, 1));

        TrainingStart start = Preparation.of(pipeline, Optional.empty());

        assertThat(start.firstVersion()).isEqualTo(3);
        assertThat(start.published())
                .containsExactly(new PublishedVersion(1, 2), new PublishedVersion(2, 1));
    }

    private static long number(StoredSnapshot snapshot) {
        return snapshot.summary().version();
    }

    private static Pipeline pipeline(String name) throws Exception {
        String text =
                """
                name: %s
                kafka: {bootstrap.servers: nowhere}
                features: {format: csv, columns: [x]}
                target: {column: t}
                model: [Linear: {out_features: 1}]
                loss: MSELoss
                optimizer: {SGD: {lr: 0.01}}
                """
                        .formatted(name);
        Pipeline pipeline =
                PipelineText.of(text, "reader.yaml", Map.of()).at(broker.bootstrapServers()).get();
        try (Topics topics = new Topics(pipeline)) {
            topics.ensureOutputs();
        }
        return pipeline;
    }

    private static List<OutboundRecord> version(Pipeline pipeline, long version) {
        byte[] bytes = new byte[TWO_CHUNKS];
        Arrays.fill(bytes, (byte) version);
        return SnapshotChunks.cut(pipeline.name(), version, Map.of(), bytes);
    }

    /** The same but for one bit of the last chunk. */
    private static List<OutboundRecord> forged(List<OutboundRecord> chunks) {
        List<OutboundRecord> forged = new ArrayList<>(chunks);
        OutboundRecord last = forged.remove(chunks.size() - 1);
        byte[] value = last.value().orElseThrow().clone();
        value[0] ^= 1;
        forged.add(
                new OutboundRecord(
                        last.key(), Optional.of(value), last.headers(), last.partition()));
        return forged;
    }

    private static void write(Pipeline pipeline, List<OutboundRecord> records) throws Exception {
        for (OutboundRecord record : records) {
            List<Header> headers =
                    record.headers().stream()
                            .map(header -> (Header) new RecordHeader(header.name(), header.value()))
                            .toList();
            producer.send(
                            new ProducerRecord<>(
                                    pipeline.topics().snapshots(),
                                    record.partition().orElseThrow(),
                                    record.key().orElseThrow(),
                                    record.value().orElse(null),
                                    headers))
                    .get();
        }
    }
}
