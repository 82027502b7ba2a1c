package dev.gradstream.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradstream.job.embedded.EmbeddedFlink;
import dev.gradstream.job.embedded.EmbeddedKafka;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.operator.kafka.record.RawRecord;
import dev.gradstream.operator.kafka.source.FeatureSource;
import dev.gradstream.operator.kafka.source.PartitionRange;
import dev.gradstream.operator.kafka.source.StopSwitch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the features' source begins, and what it leaves behind. */
final class FeatureSourceITCase {
    private static final String PIPELINE =
            """
            name: offsets
            kafka: {bootstrap.servers: nowhere}
            features: {format: csv, columns: [x]}
            target: {column: t}
            model: [Linear: {out_features: 1}]
            loss: MSELoss
            optimizer: {SGD: {lr: 0.01}}
            """;

    private static final String TOKEN = "feature-source";
    private static final long LAST = 9;
    private static final TopicPartition PARTITION = new TopicPartition("offsets.features", 0);

    @TempDir private Path folder;
    private EmbeddedKafka broker;
    private Admin admin;
    private Pipeline pipeline;
    private TopicWriter topic;

    /** Notes which offsets come, and ends the source after the last one. */
    private static final class Reading implements MapFunction<RawRecord, Long>, CheckpointListener {
        private static final long serialVersionUID = 1L;

        // A cluster in this process shares them with the test.
        static final Queue<Long> OFFSETS = new ConcurrentLinkedQueue<>();
        static final AtomicInteger CHECKPOINTS = new AtomicInteger();
        static final Map<Long, Callable<?>> BEFORE = new ConcurrentHashMap<>();

        @Override
        public Long map(RawRecord record) throws Exception {
            Callable<?> before = BEFORE.remove(record.offset());
            if (before != null) {
                before.call();
            }
            OFFSETS.add(record.offset());
            if (record.offset() == LAST) {
                try (StopSwitch stopSwitch = StopSwitch.hold(TOKEN)) {
                    stopSwitch.stop();
                }
            }
            return record.offset();
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            CHECKPOINTS.incrementAndGet();
        }
    }

    @BeforeEach
    void start() throws Exception {
        Reading.OFFSETS.clear();
        Reading.BEFORE.clear();
        broker = EmbeddedKafka.start();
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        pipeline =
                PipelineText.of(PIPELINE, "offsets.yaml", Map.of())
                        .at(broker.bootstrapServers())
                        .get();
        topic = new TopicWriter(broker.bootstrapServers(), PARTITION.topic(), 1, Map.of());
    }

    @AfterEach
    void stop() {
        topic.close();
        admin.close();
        broker.close();
    }

    @Test
    void aNewJobBeginsAtTheEarliestRecordWhateverTheGroupHasCommitted() throws Exception {
        sendUpTo(LAST);
        commit(6);

        try (EmbeddedFlink flink = EmbeddedFlink.start(folder)) {
            submit(flink, FeatureSource.unbounded(pipeline, TOKEN)).get();
        }

        assertThat(Reading.OFFSETS).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    }

    @Test
    void aReplayLeavesTheGroupsOffsetsAsTheyAre() throws Exception {
        sendUpTo(LAST - 1);
        commit(2);
        try (EmbeddedFlink flink = EmbeddedFlink.start(folder)) {
            CompletableFuture<Void> job =
                    submit(
                            flink,
                            FeatureSource.bounded(
                                    pipeline, List.of(new PartitionRange(0, 6, LAST + 1)), TOKEN));
            Awaitility.await().until(() -> Reading.OFFSETS.size() == 3);
            awaitCheckpoints();
            sendUpTo(LAST);
            job.get();
        }

        assertThat(Reading.OFFSETS).containsExactly(6L, 7L, 8L, 9L);
        assertThat(
                        admin.listConsumerGroupOffsets(pipeline.name())
                                .partitionsToOffsetAndMetadata()
                                .get())
                .isEqualTo(Map.of(PARTITION, new OffsetAndMetadata(2)));
    }

    private void commit(long offset) throws Exception {
        admin.alterConsumerGroupOffsets(
                        pipeline.name(), Map.of(PARTITION, new OffsetAndMetadata(offset)))
                .all()
                .get();
    }

    @Test
    void aJobWhoseNextRecordsWereDeletedFailsInsteadOfJumping() throws Exception {
        sendUpTo(2);
        try (EmbeddedFlink flink = EmbeddedFlink.start(folder)) {
            CompletableFuture<Void> job = submit(flink, FeatureSource.unbounded(pipeline, TOKEN));
            Awaitility.await().until(() -> Reading.OFFSETS.size() == 3);
            awaitCheckpoints();
            Reading.BEFORE.put(
                    3L,
                    () -> {
                        deleteBefore(8);
                        throw new IllegalStateException("on purpose, once");
                    });
            sendUpTo(LAST);

            assertThatThrownBy(job::get)
                    .rootCause()
                    .hasMessageContaining("{offsets.features-0=3}")
                    .hasMessageContaining("not on the topic any more");
        }

        assertThat(Reading.OFFSETS).doesNotContain(8L, 9L);
    }

    @Test
    void aReplayWhoseRecordsWereDeletedFailsToo() throws Exception {
        sendUpTo(LAST);
        deleteBefore(5);
        try (EmbeddedFlink flink = EmbeddedFlink.start(folder)) {
            CompletableFuture<Void> job =
                    submit(
                            flink,
                            FeatureSource.bounded(
                                    pipeline, List.of(new PartitionRange(0, 2, LAST + 1)), TOKEN));
            assertThatThrownBy(job::get)
                    .rootCause()
                    .hasMessageContaining("{offsets.features-0=2}")
                    .hasMessageContaining("not on the topic any more");
        }

        assertThat(Reading.OFFSETS).isEmpty();
    }

    private void deleteBefore(long offset) throws Exception {
        admin.deleteRecords(Map.of(PARTITION, RecordsToDelete.beforeOffset(offset))).all().get();
    }

    /** Two that end after now: the second began after now too. */
    private static void awaitCheckpoints() {
        int before = Reading.CHECKPOINTS.get();
        Awaitility.await().until(() -> Reading.CHECKPOINTS.get() >= before + 2);
    }

    private void sendUpTo(long last) throws Exception {
        byte[] record = "1,1".getBytes(StandardCharsets.UTF_8);
        long sent = topic.send(0, record);
        while (sent < last) {
            sent = topic.send(0, record);
        }
        topic.flush();
    }

    private static CompletableFuture<Void> submit(
            EmbeddedFlink flink, Source<RawRecord, ?, ?> source) throws Exception {
        StreamExecutionEnvironment environment = flink.environment();
        environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), "features")
                .map(new Reading())
                .sinkTo(new DiscardingSink<>());
        return flink.submit(environment, "offsets");
    }
}
