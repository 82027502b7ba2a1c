package dev.gradstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.job.embedded.EmbeddedFlink;
import dev.gradstream.job.embedded.EmbeddedKafka;
import dev.gradstream.job.run.FailingSource;
import dev.gradstream.job.topic.TopicFollower;
import dev.gradstream.model.data.Example;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.operator.kafka.Topics;
import dev.gradstream.operator.kafka.record.OutboundRecord;
import dev.gradstream.operator.kafka.record.SingletonType;
import dev.gradstream.operator.kafka.sink.OutboundSink;
import dev.gradstream.operator.kafka.source.FeatureSource;
import dev.gradstream.operator.kafka.source.StopSwitch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The join over a real broker and a real Flink, up to a sink in the place of the learner, which
 * says what would be learnt.
 */
final class JoinITCase {
    private static final int IMPRESSIONS = Integer.getInteger("gradstream.join.records", 200_000);
    private static final int LATE = 500;
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(5);

    private static EmbeddedKafka kafka;

    @TempDir private Path folder;

    @BeforeAll
    static void startBroker() throws IOException {
        kafka = EmbeddedKafka.start();
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    /** What came out, as read from the topics that a job writes. */
    private static final class Outputs {
        private final Map<Long, String> learnt = new HashMap<>();
        private final Map<String, String> refused = new TreeMap<>();
        private int records;

        void take(ConsumerRecord<byte[], byte[]> record) {
            records++;
            if (record.topic().endsWith(".metrics")) {
                String[] outcome = new String(record.value(), UTF_8).split("=", -1);
                learnt.put(Long.parseLong(outcome[0]), outcome[1]);
            } else {
                Headers headers = record.headers();
                String topic = header(headers, "topic");
                refused.put(
                        topic.substring(topic.indexOf('.') + 1)
                                + "-"
                                + header(headers, "partition")
                                + "@"
                                + header(headers, "offset"),
                        header(headers, "reason"));
            }
        }

        private static String header(Headers headers, String name) {
            return new String(headers.lastHeader(name).value(), UTF_8);
        }
    }

    @Test
    void eachImpressionIsLearntOnceAndRightlyWhateverHappens() throws Exception {
        LabelledStream stream = new LabelledStream(IMPRESSIONS, 17);
        PipelineText pipeline = pipeline("clicks", LabelledStream.WITHIN, "1m");
        Outputs outputs = new Outputs();
        try (TopicWriter features = writer(pipeline, "features");
                TopicWriter labels = writer(pipeline, "labels");
                Running job = new Running(pipeline, 2)) {
            stream.send(features, labels);
            job.await(outputs, () -> outputs.learnt.size() == IMPRESSIONS);
            stream.sendLate(features, labels, LATE);
            job.await(outputs, () -> outputs.refused.size() >= stream.refusals().size());
            job.stop(outputs);
        }

        assertThat(FailingSource.failed()).isEqualTo(2);
        assertThat(outputs.learnt).isEqualTo(stream.outcomes());
        assertThat(outputs.refused.keySet()).isEqualTo(stream.refusals().keySet());
        outputs.refused.forEach(
                (record, reason) ->
                        assertThat(stream.refusals().get(record)).as(record).contains(reason));
        assertThat(outputs.records)
                .as("nothing comes twice")
                .isEqualTo(outputs.learnt.size() + outputs.refused.size());
        assertThat(Set.copyOf(outputs.refused.values()))
                .contains(
                        "DUPLICATE_FEATURES",
                        "DUPLICATE_LABEL",
                        "LATE_FEATURES",
                        "LATE_LABEL",
                        "ORPHAN_LABEL",
                        "FUTURE_TIME",
                        "MALFORMED");
    }

    /**
     * A partition that is seconds behind the others is not late, one without records holds nobody
     * back, nor does a topic without any, and when nothing comes any more time goes on.
     */
    @Test
    void idleAndSkewedPartitionsLoseNothingAndHoldNothingBack() throws Exception {
        PipelineText pipeline = pipeline("skewed", 1_000, "2s");
        Outputs outputs = new Outputs();
        int each = 5000;
        long start = 1_700_000_000_000L;
        try (TopicWriter features = writer(pipeline, "features");
                TopicWriter labels = writer(pipeline, "labels");
                Running job = new Running(pipeline, 0)) {
            for (int i = 0; i < each; i++) {
                features.send(0, impression("a" + i, start + i));
                features.send(1, impression("b" + i, start + 8_000 + i));
                features.send(2, impression("c" + i, start + 8_000 + i));
            }
            features.flush();
            labels.flush();
            job.await(outputs, () -> outputs.learnt.size() == 3 * each);
            job.stop(outputs);
        }

        assertThat(outputs.refused).isEmpty();
        assertThat(outputs.records).isEqualTo(3 * each);
        assertThat(Set.copyOf(outputs.learnt.values())).containsExactly("0");
    }

    private static byte[] impression(String key, long time) {
        return String.format(Locale.ROOT, "{\"id\":\"%s\",\"ts\":%d,\"x\":1}", key, time)
                .getBytes(UTF_8);
    }

    /** A job that joins, and fails so many times. */
    private final class Running implements AutoCloseable {
        private static final String TOKEN = "join-it";

        private final EmbeddedFlink flink;
        private final TopicFollower follower;
        private final CompletableFuture<Void> job;
        private final StopSwitch stopSwitch = StopSwitch.hold(TOKEN);

        Running(PipelineText text, int failures) throws Exception {
            Pipeline pipeline = text.get();
            try (Topics topics = new Topics(pipeline)) {
                topics.ensureOutputs();
            }
            follower =
                    TopicFollower.fromBeginning(
                            pipeline,
                            List.of(pipeline.topics().metrics(), pipeline.topics().deadLetters()));
            flink = EmbeddedFlink.start(folder.resolve(pipeline.name()));
            StreamExecutionEnvironment environment = flink.environment();
            Examples examples =
                    Examples.of(
                            environment,
                            text,
                            new TrainSources(
                                    FailingSource.of(
                                            FeatureSource.unbounded(pipeline, TOKEN),
                                            failures,
                                            5,
                                            IMPRESSIONS / 3),
                                    pipeline.topics()
                                            .labels()
                                            .map(
                                                    topic ->
                                                            FeatureSource.unbounded(
                                                                    pipeline, topic, TOKEN))),
                            TOKEN);
            examples.stream()
                    .map(new Outcome(pipeline.name()))
                    .returns(SingletonType.OUTBOUND_RECORD)
                    .sinkTo(OutboundSink.metrics(pipeline));
            examples.deadLetters().sinkTo(OutboundSink.deadLetters(pipeline));
            job = flink.submit(environment, pipeline.name());
        }

        void await(Outputs outputs, BooleanSupplier until) {
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            while (!until.getAsBoolean()) {
                follower.poll(outputs::take);
                assertThat(job).as("the job").isNotDone();
                assertThat(System.nanoTime())
                        .as("learnt %d, refused %d", outputs.learnt.size(), outputs.refused.size())
                        .isLessThan(deadline);
            }
        }

        void stop(Outputs outputs) throws Exception {
            stopSwitch.stop();
            job.get(1, TimeUnit.MINUTES);
            follower.drain(outputs::take);
        }

        @Override
        public void close() {
            flink.close();
            follower.close();
            stopSwitch.close();
        }
    }

    /** What stands for an example that would be learnt: the key's hash and the target. */
    private record Outcome(String model) implements MapFunction<Example, OutboundRecord> {
        private static final long serialVersionUID = 1L;

        @Override
        public OutboundRecord map(Example example) {
            String outcome = example.key() + "=" + (int) example.target()[0];
            return OutboundRecord.of(model, outcome.getBytes(UTF_8));
        }
    }

    private static TopicWriter writer(PipelineText pipeline, String role) throws Exception {
        return new TopicWriter(
                kafka.bootstrapServers(),
                pipeline.get().name() + "." + role,
                LabelledStream.PARTITIONS,
                Map.of());
    }

    private static PipelineText pipeline(String name, long within, String idleAfter)
            throws Exception {
        return PipelineText.of(
                """
                name: %s
                kafka: {bootstrap.servers: "%s"}
                features: {key: id, event_time: ts, columns: [x]}
                labels:
                  key: id
                  event_time: ts
                  within: %dms
                  otherwise: negative
                  out_of_orderness: %dms
                  idle_after: %s
                target: {column: click}
                model:
                  - Linear: {out_features: 1}
                loss: BCEWithLogitsLoss
                optimizer: SGD
                """
                        .formatted(
                                name,
                                kafka.bootstrapServers(),
                                within,
                                LabelledStream.OUT_OF_ORDERNESS,
                                idleAfter),
                name + ".yaml",
                Map.of());
    }
}
