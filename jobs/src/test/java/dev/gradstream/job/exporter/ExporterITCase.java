package dev.gradstream.job.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.job.PipelineText;
import dev.gradstream.job.QuietListener;
import dev.gradstream.job.TopicWriter;
import dev.gradstream.job.embedded.EmbeddedKafka;
import dev.gradstream.job.embedded.KafkaBehindProxy;
import dev.gradstream.job.run.LocalTraining;
import dev.gradstream.job.run.TrainingInput;
import dev.gradstream.operator.metric.MetricName;
import dev.gradstream.operator.metric.MetricName.Kind;
import dev.gradstream.operator.metric.MetricName.Source;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models' topics, and a cluster in this process, as Prometheus sees them. */
final class ExporterITCase {
    @TempDir private Path folder;

    @Test
    void numbersStayWhenJobsAndBrokerAreGone() throws Exception {
        EmbeddedKafka kafka = EmbeddedKafka.start();
        PipelineText first = pipeline("first", kafka.bootstrapServers());
        PipelineText second = pipeline("second", kafka.bootstrapServers());
        train(first, kafka, Map.of());
        try (Exporter server =
                Exporter.start("127.0.0.1", 0, List.of(first.get(), second.get()), told -> {})) {
            // What was there before the exporter, and what comes while it runs.
            await(() -> shows(server, "gradstream_steps{model=\"first\",}", 100));
            sendForeign(kafka, first.get().topics().metrics());
            train(second, kafka, Map.of());
            await(() -> shows(server, "gradstream_steps{model=\"second\",}", 100));
            await(
                    () ->
                            shows(
                                    server,
                                    "gradstream_exporter_foreign_records_total{model=\"first\",}",
                                    1));
            assertEveryMetricIsThere(Scrape.of(server.port()));

            kafka.close();
            await(() -> shows(server, "gradstream_exporter_connected{model=\"first\",}", 0));
            assertThat(shows(server, "gradstream_steps{model=\"first\",}", 100)).isTrue();
        }
    }

    @Test
    void aJobThatEarlyStoppingEndedSaysSoUntilItIsBegunAnew() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
            String broker = kafka.bootstrapServers();
            String ends = "{metric: training.loss, patience: 2, min_delta: 10, action: stop}";
            PipelineText learns = pipeline("model", broker);
            try (Exporter server =
                            Exporter.start("127.0.0.1", 0, List.of(learns.get()), told -> {});
                    TopicWriter topic = new TopicWriter(broker, "model.features", 1, Map.of())) {
                fill(topic);
                learn(pipeline("model", broker, ends), topic, Map.of());
                await(() -> shows(server, "gradstream_early_stopped{model=\"model\",}", 1));
                assertThat(shows(server, "gradstream_steps{model=\"model\",}", 100)).isFalse();

                learn(learns, topic, Map.of());
                await(() -> shows(server, "gradstream_early_stopped{model=\"model\",}", 0));
            }
        }
    }

    @Test
    void aBrokerThatIsNotThereYetIsWaitedFor() throws Exception {
        String connected = "gradstream_exporter_connected{model=\"early\",}";
        try (KafkaBehindProxy kafka = KafkaBehindProxy.start()) {
            kafka.proxy().cut();
            PipelineText pipeline = pipeline("early", kafka.proxiedServers());
            List<String> told = new CopyOnWriteArrayList<>();
            try (Exporter server =
                    Exporter.start("127.0.0.1", 0, List.of(pipeline.get()), told::add)) {
                assertThat(shows(server, connected, 0)).isTrue();
                await(() -> !told.isEmpty());
                kafka.proxy().mend();
                await(() -> shows(server, connected, 1));
                String broker = "the topics of early from " + kafka.proxiedServers();
                await(() -> told.size() == 2);
                assertThat(told)
                        .containsExactly(
                                "cannot read " + broker + "; trying again until it can",
                                "reading " + broker);
            }
        }
    }

    @Test
    void aClusterInThisProcessExportsAsOneOnMachines() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start();
                FlinkReporter reporter = FlinkReporter.listen("127.0.0.1", 0);
                LocalTraining training =
                        new LocalTraining(
                                pipeline("here", kafka.bootstrapServers()),
                                new QuietListener(),
                                reporter.configuration());
                TopicWriter topic =
                        new TopicWriter(kafka.bootstrapServers(), "here.features", 1, Map.of())) {
            fill(topic);
            int port = reporter.port();
            CompletableFuture<Void> run = CompletableFuture.runAsync(() -> run(training));
            String steps = MetricName.STEPS.prometheus() + "{";
            await(() -> Scrape.value(port, steps).orElse(0) >= 100);
            String scraped = Scrape.of(port);
            for (MetricName name : MetricName.values()) {
                if (name.source() == Source.LEARN || name.source() == Source.INGEST) {
                    assertThat(scraped).contains("\n" + name.prometheus() + "{");
                }
            }
            assertThat(scraped)
                    .as("one counter of Flink's under two names")
                    .containsPattern("\nflink_\\w+_operator_numRecordsOut\\{[^}]*Writer")
                    .containsPattern("\nflink_\\w+_operator_numRecordsSend\\{[^}]*Writer");
            training.stop();
            run.get();
        }
    }

    private void run(LocalTraining training) {
        try {
            training.run(TrainingInput.stream(), Optional.empty(), folder.resolve("here"));
        } catch (Exception e) {
            throw new AssertionError("training failed", e);
        }
    }

    private static void assertEveryMetricIsThere(String scraped) {
        Arrays.stream(MetricName.values())
                .filter(name -> name.source() == Source.EXPORTER)
                .forEach(
                        name ->
                                assertThat(scraped)
                                        .contains("# HELP " + name.prometheus() + " ")
                                        .contains(
                                                "# TYPE "
                                                        + name.prometheus()
                                                        + (name.kind() == Kind.COUNTER
                                                                ? " counter"
                                                                : " gauge"))
                                        .containsPattern("\n" + name.prometheus() + "\\{model="));
    }

    private static boolean shows(Exporter server, String series, double value) throws Exception {
        return Scrape.value(server.port(), series).orElse(Double.NaN) == value;
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .ignoreException(ConnectException.class)
                .pollInterval(Duration.ofMillis(100))
                .until(condition);
    }

    private void train(PipelineText pipeline, EmbeddedKafka kafka, Map<String, String> settings)
            throws Exception {
        try (TopicWriter topic =
                new TopicWriter(
                        kafka.bootstrapServers(),
                        pipeline.get().topics().features(),
                        1,
                        Map.of())) {
            fill(topic);
            learn(pipeline, topic, settings);
        }
    }

    private void learn(PipelineText pipeline, TopicWriter topic, Map<String, String> settings)
            throws Exception {
        try (LocalTraining training = new LocalTraining(pipeline, new QuietListener(), settings)) {
            training.run(topic.input(), Optional.empty(), folder.resolve(pipeline.get().name()));
        }
    }

    private static void fill(TopicWriter topic) throws Exception {
        Random random = new Random(4);
        for (int i = 0; i < 100 * 32; i++) {
            double a = random.nextGaussian();
            String line = "%.4f,%s".formatted(a, a > 0 ? "high" : "low");
            topic.send(0, line.getBytes(StandardCharsets.UTF_8));
        }
        topic.flush();
    }

    private static void sendForeign(EmbeddedKafka kafka, String topic) throws Exception {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers()),
                        new StringSerializer(),
                        new StringSerializer())) {
            for (String key : List.of("first", "somebody else")) {
                producer.send(new ProducerRecord<>(topic, key, "not a report")).get();
            }
        }
    }

    private static PipelineText pipeline(String name, String broker) throws Exception {
        return pipeline(name, broker, "{metric: training.loss, patience: 1000}");
    }

    private static PipelineText pipeline(String name, String broker, String earlyStopping)
            throws Exception {
        String text =
                """
                name: %s
                kafka: {bootstrap.servers: "%s"}
                features: {format: csv, columns: [a], scaling: standard}
                target: {column: t, classes: [low, high]}
                model:
                  - Linear: {out_features: 1}
                loss: BCEWithLogitsLoss
                optimizer: {Adam: {lr: 0.01}}
                training: {batch_size: 32, batch_timeout: none}
                validation: {fraction: 0, every: 10 batches}
                early_stopping: %s
                snapshots: {every: 10 batches}
                """
                        .formatted(name, broker, earlyStopping);
        return PipelineText.of(text, name + ".yaml", Map.of());
    }
}
