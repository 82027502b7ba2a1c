package dev.gradstream.job.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradstream.job.PipelineText;
import dev.gradstream.job.TrainSources;
import dev.gradstream.job.embedded.EmbeddedKafka;
import dev.gradstream.job.replay.FeatureProducer;
import dev.gradstream.job.replay.FeatureRecord;
import dev.gradstream.job.replay.Replay;
import dev.gradstream.job.report.Report;
import dev.gradstream.job.report.SignalReport;
import dev.gradstream.job.topic.TopicFollower;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.snapshot.SafeTensors;
import dev.gradstream.model.snapshot.Snapshot;
import dev.gradstream.operator.kafka.ClientProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole job, with a real broker and a real cluster. */
final class LocalTrainingITCase {
    private static final TrainingListener NOBODY =
            new TrainingListener() {
                @Override
                public void report(Report report) {}

                @Override
                public void signal(SignalReport signal) {}
            };

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

    @Test
    void goodRecordsAreLearntAndBadOnesBecomeDeadLetters() throws Exception {
        PipelineText pipeline = pipeline("mixed");
        List<FeatureRecord> records = new ArrayList<>(Circle.records(3000));
        Map<Long, String> bad = new TreeMap<>();
        bad.put(0L, "not json");
        bad.put(17L, "{\"id\":1,\"x\":\"one\",\"y\":2,\"inside\":\"no\"}");
        bad.put(1500L, "{\"id\":1,\"x\":1}");
        bad.put(2999L, "{\"id\":1,\"x\":1,\"y\":2,\"inside\":\"perhaps\"}");
        bad.forEach((offset, json) -> records.set((int) (long) offset, Circle.record(json)));

        TrainingOutcome outcome = train(pipeline, Circle.input(records));

        assertThat(outcome.refusals().count()).isEqualTo(bad.size());
        assertThat(deadLetters(pipeline.get())).isEqualTo(bad);
        Snapshot model = snapshot(outcome);
        Report last = outcome.reports().last().orElseThrow();
        assertThat(model.examples()).isEqualTo(last.examples()).isBetween(2600L, 2800L);
        assertThat(model.lineage()).containsExactly(new Snapshot.OffsetRange(0, 1, 2998));
        assertThat(last.validation().orElseThrow().accuracy().orElseThrow()).isGreaterThan(0.85);
    }

    @Test
    void aJobThatIsOverLeavesNoClientOfTheBrokerBehind() throws Exception {
        Set<Thread> before = clients();
        train(pipeline("gone"), Circle.input(Circle.records(200)));

        Awaitility.await().untilAsserted(() -> assertThat(clients()).isSubsetOf(before));
    }

    /** Threads of Kafka's clients. */
    private static Set<Thread> clients() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("kafka-(admin-client|producer).*"))
                .collect(Collectors.toSet());
    }

    @Test
    void whatOthersWriteToSharedTopicsIsPassedOver() throws Exception {
        PipelineText ours = sharing("ours");
        PipelineText theirs = sharing("theirs");
        List<FeatureRecord> records = new ArrayList<>(Circle.records(200));
        records.add(Circle.record("not json"));
        TrainingInput together =
                (pipeline, token) -> {
                    train(theirs, Circle.input(records));
                    sendValues(pipeline, null, "[1]".getBytes(UTF_8), new byte[0]);
                    return Circle.input(records).open(pipeline, token);
                };

        TrainingOutcome outcome = train(ours, together);

        assertThat(outcome.refusals().count()).isEqualTo(1);
        assertThat(outcome.reports().last().orElseThrow().examples()).isBetween(160L, 200L);
        assertThat(deadLetters(ours.get())).hasSize(1);
    }

    private static PipelineText sharing(String name) throws Exception {
        String topics =
                "topics: {metrics: all.metrics, signals: all.signals, dead-letters: all.letters}";
        String text = pipeline(name).resolved() + topics + "\n";
        return PipelineText.of(text, name + ".yaml", Map.of());
    }

    /** As somebody would who writes nonsense under the model's name. */
    private static void sendValues(Pipeline pipeline, byte[]... values) throws IOException {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        ClientProperties.producer(pipeline),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (byte[] value : values) {
                byte[] key = pipeline.name().getBytes(UTF_8);
                producer.send(new ProducerRecord<>(pipeline.topics().metrics(), key, value)).get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IOException(e);
        }
    }

    @Test
    void versionsGoOnWhereTheTopicEnds() throws Exception {
        PipelineText pipeline = pipeline("again");
        List<FeatureRecord> records = Circle.records(200);

        long first = snapshot(train(pipeline, Circle.input(records))).version();
        long second = snapshot(train(pipeline, Circle.input(records))).version();

        assertThat(first).isEqualTo(1);
        assertThat(second).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exactly_once", "at_least_once"})
    void afterFailuresTheModelIsThatOfAnUndisturbedRun(String delivery) throws Exception {
        List<FeatureRecord> records = Circle.records(4000);
        TrainingInput undisturbed = Circle.input(records);
        TrainingInput disturbed =
                (pipeline, token) ->
                        TrainSources.of(
                                FailingSource.of(
                                        undisturbed.open(pipeline, token).features(), 4, 21));

        Snapshot expected = snapshot(train(delivering(delivery, "undisturbed"), undisturbed));
        Snapshot actual = snapshot(train(delivering(delivery, "disturbed"), disturbed));

        assertThat(FailingSource.failed()).isEqualTo(4);
        assertThat(actual.examples()).isEqualTo(expected.examples());
        assertThat(actual.step()).isEqualTo(expected.step());
        assertThat(actual.version()).isEqualTo(expected.version());
        assertThat(actual.lineage()).isEqualTo(expected.lineage());
        // Byte for byte, but for the pipeline's name in the header.
        assertThat(unnamed(actual)).isEqualTo(unnamed(expected));
    }

    private static PipelineText delivering(String delivery, String name) throws Exception {
        String text = pipeline(delivery + "." + name).resolved();
        return PipelineText.of(
                text.replace("delivery: exactly_once", "delivery: " + delivery),
                name + ".yaml",
                Map.of());
    }

    @Test
    void aStreamEndsWhenItIsStoppedAndLeavesAModelOfAllItRead() throws Exception {
        PipelineText pipeline = pipeline("endless");
        CompletableFuture<Report> learnt = new CompletableFuture<>();
        TrainingListener listener =
                new TrainingListener() {
                    @Override
                    public void report(Report report) {
                        learnt.complete(report);
                    }

                    @Override
                    public void signal(SignalReport signal) {}
                };

        try (LocalTraining training = new LocalTraining(pipeline, listener)) {
            CompletableFuture<TrainingOutcome> outcome =
                    CompletableFuture.supplyAsync(
                            () -> run(training, TrainingInput.stream(), folder));
            try (FeatureProducer producer = new FeatureProducer(pipeline.get())) {
                for (FeatureRecord record : Circle.records(1000)) {
                    producer.send(record);
                }
            }
            learnt.get(60, TimeUnit.SECONDS);
            training.stop();

            Snapshot model = snapshot(outcome.get(60, TimeUnit.SECONDS));
            assertThat(model.examples()).isBetween(850L, 950L);
        }
    }

    @Test
    void aReplayThatIsStoppedWhileItSendsLeavesAModelOfAllItSent() throws Exception {
        PipelineText pipeline =
                PipelineText.of(
                        Circle.pipeline("stopped", kafka.bootstrapServers())
                                .resolved()
                                .replaceFirst("(?m)^validation: .*$", ""),
                        "stopped.yaml",
                        Map.of());
        List<FeatureRecord> records = Circle.records(500);
        AtomicInteger handedOver = new AtomicInteger();
        try (LocalTraining training = new LocalTraining(pipeline, NOBODY)) {
            Replay.Rows rows =
                    consumer ->
                            Replay.Rows.of(records)
                                    .forEach(
                                            record -> {
                                                if (handedOver.incrementAndGet() == 700) {
                                                    training.stop();
                                                }
                                                return consumer.accept(record);
                                            });
            Replay endless = new Replay(Integer.MAX_VALUE, OptionalLong.empty());

            CompletableFuture<TrainingOutcome> outcome =
                    CompletableFuture.supplyAsync(
                            () -> run(training, TrainingInput.replay(endless, rows), folder));

            assertThat(snapshot(outcome.get(60, TimeUnit.SECONDS)).examples()).isEqualTo(699);
        }
    }

    @Test
    void aJobThatCannotStartSaysWhy() throws Exception {
        byte[] other =
                SafeTensors.encode(
                        snapshot(train(pipeline("other"), Circle.input(Circle.records(64)))));
        PipelineText wider =
                PipelineText.of(
                        pipeline("wider").resolved().replace("16", "8"), "wider.yaml", Map.of());

        try (LocalTraining training = new LocalTraining(wider, NOBODY)) {
            assertThatThrownBy(
                            () ->
                                    training.run(
                                            Circle.input(Circle.records(64)),
                                            Optional.of(other),
                                            folder))
                    .isInstanceOf(TrainingFailedException.class)
                    .hasMessageContaining("outFeatures=8");
        }
    }

    private static PipelineText pipeline(String name) throws Exception {
        return Circle.pipeline(name, kafka.bootstrapServers());
    }

    private TrainingOutcome train(PipelineText pipeline, TrainingInput input) {
        try (LocalTraining training = new LocalTraining(pipeline, NOBODY)) {
            return run(training, input, folder);
        }
    }

    private static TrainingOutcome run(LocalTraining training, TrainingInput input, Path folder) {
        try {
            return training.run(input, Optional.empty(), folder);
        } catch (Exception e) {
            throw new AssertionError("the job failed", e);
        }
    }

    private static Snapshot snapshot(TrainingOutcome outcome) {
        return SafeTensors.decode(outcome.snapshot().orElseThrow().bytes());
    }

    private static byte[] unnamed(Snapshot model) {
        return SafeTensors.encode(
                new Snapshot(
                        "",
                        model.version(),
                        model.step(),
                        model.examples(),
                        model.metrics(),
                        model.lineage(),
                        model.design(),
                        model.scalers(),
                        model.parameters()));
    }

    /** Offset and value of each dead letter; the offset as its header tells it. */
    private static Map<Long, String> deadLetters(Pipeline pipeline) {
        Map<Long, String> letters = new TreeMap<>();
        try (TopicFollower follower =
                TopicFollower.fromBeginning(pipeline, List.of(pipeline.topics().deadLetters()))) {
            follower.drain(
                    letter -> letters.put(offset(letter), new String(letter.value(), UTF_8)));
        }
        return letters;
    }

    private static long offset(ConsumerRecord<byte[], byte[]> letter) {
        return Long.parseLong(new String(letter.headers().lastHeader("offset").value(), UTF_8));
    }
}
