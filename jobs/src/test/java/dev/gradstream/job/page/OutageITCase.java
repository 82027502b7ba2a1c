package dev.gradstream.job.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.job.PipelineText;
import dev.gradstream.job.embedded.KafkaBehindProxy;
import dev.gradstream.job.exporter.Exporter;
import dev.gradstream.job.exporter.Scrape;
import dev.gradstream.job.page.http.PageAddress;
import dev.gradstream.job.topic.TopicFollower;
import dev.gradstream.job.topic.TopicWatch;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.operator.kafka.Topics;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Exporter and page while their broker goes and comes back, and topics are made anew. */
final class OutageITCase {
    private static final String IMPATIENT =
            "\n  default.api.timeout.ms: 3000\n  request.timeout.ms: 3000";

    private static KafkaBehindProxy kafka;
    private static KafkaProducer<String, String> producer;

    @BeforeAll
    static void startBroker() throws IOException {
        kafka = KafkaBehindProxy.start();
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.directServers()),
                        new StringSerializer(),
                        new StringSerializer());
    }

    @AfterAll
    static void stopBroker() throws IOException {
        producer.close();
        kafka.close();
    }

    @Test
    void eachSignalIsCountedAndShownOnceWhateverHappensToTheBroker() throws Exception {
        Pipeline pipeline = pipeline("outage", IMPATIENT);
        try (Exporter exporter = Exporter.start("127.0.0.1", 0, List.of(pipeline), told -> {});
                LivePage page =
                        LivePage.start(pipeline, new PageAddress("localhost", OptionalInt.of(0)))) {
            List<String> told = listen(page);
            await(() -> isConnected(exporter, 1));
            signals(pipeline, 0, 3);
            await(() -> signals(exporter) == 3);

            kafka.proxy().cut();
            signals(pipeline, 3, 7);
            await(() -> isConnected(exporter, 0));
            await(() -> lastState(told).contains("\"word\":\"stale\""));
            assertThat(signals(exporter)).isEqualTo(3);

            kafka.proxy().mend();
            await(() -> isConnected(exporter, 1));
            await(() -> signals(exporter) == 7);
            await(() -> lastState(told).contains("\"word\":\"learning\""));

            remake(pipeline.topics().signals());
            signals(pipeline, 7, 9);
            await(() -> signals(exporter) >= 9);
            await(() -> !told(told, 8).isEmpty());
            assertThat(signals(exporter)).isEqualTo(9);
            for (int i = 0; i < 9; i++) {
                assertThat(told(told, i)).as("signal " + i).hasSize(1);
            }

            page.ended("It is over.");
            await(() -> lastState(told).contains("\"text\":\"It is over.\""));
        }
    }

    @Test
    void anOutageFromTheBeginningIsTold() throws Exception {
        Pipeline pipeline = pipeline("early", IMPATIENT);
        try (LivePage page =
                LivePage.start(pipeline, new PageAddress("localhost", OptionalInt.of(0)))) {
            kafka.proxy().cut();
            List<String> told = listen(page);
            await(() -> lastState(told).contains("\"word\":\"stale\""));

            kafka.proxy().mend();
            await(() -> lastState(told).contains("\"word\":\"learning\""));
        } finally {
            kafka.proxy().mend();
        }
    }

    @Test
    void aJobThatEndsDuringAnOutageLeavesAPageThatSaysSo() throws Exception {
        Pipeline pipeline = pipeline("cut", IMPATIENT);
        try (LivePage page =
                LivePage.start(pipeline, new PageAddress("localhost", OptionalInt.of(0)))) {
            List<String> told = listen(page);
            kafka.proxy().cut();
            page.failed("The broker has gone.");
            await(
                    () ->
                            lastState(told)
                                    .contains(
                                            "The broker has gone. The topics could not be read to"
                                                    + " their end"));
        } finally {
            kafka.proxy().mend();
        }
    }

    @Test
    void aFailureOfWhoTakesRecordsEndsNothing() throws Exception {
        Pipeline pipeline = pipeline("failing", "");
        List<String> topics = List.of(pipeline.topics().signals());
        try (Topics made = new Topics(pipeline)) {
            made.ensureOutputs();
        }
        List<String> seen = new CopyOnWriteArrayList<>();
        TopicWatch.Watcher watcher =
                new TopicWatch.Watcher() {
                    @Override
                    public void take(List<ConsumerRecord<byte[], byte[]>> records) {
                        records.forEach(record -> seen.add(new String(record.value(), UTF_8)));
                        if (seen.get(seen.size() - 1).equals("bad")) {
                            throw new IllegalStateException("this cannot be taken");
                        }
                    }

                    @Override
                    public void connected(boolean is) {}
                };
        try (TopicWatch watch =
                TopicWatch.start(
                        "failing", () -> TopicFollower.fromBeginning(pipeline, topics), watcher)) {
            for (String value : List.of("first", "bad", "last")) {
                send(pipeline, value);
                await(() -> seen.contains(value));
            }
            assertThat(watch.finish()).isTrue();
        }
        assertThat(seen).containsExactly("first", "bad", "last");
    }

    @Test
    void aFailureToShowVersionsEndsNothingAndTheLastLookIsTaken() throws Exception {
        Pipeline pipeline = pipeline("versions", "");
        try (Topics topics = new Topics(pipeline)) {
            topics.ensureFeatures(1);
            topics.ensureOutputs();
        }
        AtomicInteger looks = new AtomicInteger();
        VersionWatch watch =
                new VersionWatch(
                        pipeline,
                        (versions, answers) -> {
                            if (looks.incrementAndGet() == 1) {
                                throw new UnsupportedOperationException("not now");
                            }
                        });
        watch.expect(1);
        await(() -> looks.get() > 1);

        int before = looks.get();
        watch.finish();
        assertThat(looks.get()).isGreaterThan(before);
    }

    @Test
    void anErrorEndsTheLooksAtVersionsAndIsTold() throws Exception {
        Pipeline pipeline = pipeline("error", "");
        try (Topics topics = new Topics(pipeline)) {
            topics.ensureFeatures(1);
            topics.ensureOutputs();
        }
        List<String> remarks = new CopyOnWriteArrayList<>();
        VersionWatch watch =
                new VersionWatch(
                        pipeline,
                        (versions, answers) -> {
                            remarks.add(answers.remark());
                            if (remarks.size() == 1) {
                                throw new LinkageError("this cannot go on");
                            }
                        });

        watch.finish();

        assertThat(remarks).hasSize(2);
        assertThat(remarks.get(1))
                .startsWith("The versions are not followed any more")
                .contains("this cannot go on");
    }

    private static void remake(String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.directServers()))) {
            admin.deleteTopics(List.of(topic)).all().get();
            await(() -> !admin.listTopics().names().get().contains(topic));
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    private static void signals(Pipeline pipeline, int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            send(
                    pipeline,
                    "{\"step\":%d,\"signal\":\"drift\",\"message\":\"signal %d\"}".formatted(i, i));
        }
    }

    private static void send(Pipeline pipeline, String value) throws Exception {
        producer.send(new ProducerRecord<>(pipeline.topics().signals(), pipeline.name(), value))
                .get();
    }

    private static boolean isConnected(Exporter exporter, double is) throws Exception {
        return Scrape.value(exporter.port(), "gradstream_exporter_connected{").orElse(-1) == is;
    }

    private static double signals(Exporter exporter) throws Exception {
        return Scrape.value(
                        exporter.port(),
                        "gradstream_signals_total{model=\"outage\",signal=\"drift\",}")
                .orElse(0);
    }

    /** What the page tells a browser, line by line. */
    private static List<String> listen(LivePage page) {
        List<String> told = new CopyOnWriteArrayList<>();
        HttpRequest request =
                HttpRequest.newBuilder(page.address().resolve(LivePage.EVENTS)).build();
        CompletableFuture<Void> listening =
                HttpClient.newHttpClient()
                        .sendAsync(request, BodyHandlers.ofLines())
                        .thenAccept(response -> response.body().forEach(told::add));
        await(() -> !told.isEmpty() || listening.isDone());
        return told;
    }

    private static List<String> told(List<String> lines, int signal) {
        return lines.stream().filter(line -> line.contains("\"signal " + signal + "\"")).toList();
    }

    private static String lastState(List<String> lines) {
        List<String> states = new ArrayList<>(lines);
        states.removeIf(line -> !line.contains("\"state\":"));
        return Optional.of(states)
                .filter(s -> !s.isEmpty())
                .map(s -> s.get(s.size() - 1))
                .orElse("");
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(condition);
    }

    private static Pipeline pipeline(String name, String clientProperties) throws Exception {
        return PipelineText.of(
                        """
                        name: %s
                        kafka:
                          bootstrap.servers: "%s"%s
                        features: {format: csv, columns: [a]}
                        target: {column: t, classes: [low, high]}
                        model:
                          - Linear: {out_features: 1}
                        loss: BCEWithLogitsLoss
                        optimizer: {Adam: {lr: 0.01}}
                        """
                                .formatted(name, kafka.proxiedServers(), clientProperties),
                        name + ".yaml",
                        Map.of())
                .get();
    }
}
