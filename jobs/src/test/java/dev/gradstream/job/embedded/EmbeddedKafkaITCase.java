package dev.gradstream.job.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

final class EmbeddedKafkaITCase {

    @Test
    void committedTransactionsAreReadAndAbortedOnesAreNot() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
            createTopic(kafka);
            send(kafka, "aborted", false);
            send(kafka, "committed", true);

            assertThat(read(kafka, 1)).containsExactly("committed");
        }
    }

    @Test
    void closingLeavesNeitherFolderNorPortNorThread() throws Exception {
        Set<String> before = kafkaThreads();
        EmbeddedKafka kafka = EmbeddedKafka.start();
        Path folder = kafka.folder();
        assertThat(folder).isNotEmptyDirectory();
        assertThat(kafkaThreads()).isNotEqualTo(before);

        kafka.close();
        kafka.close();

        assertThat(folder).doesNotExist();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(kafkaThreads()).isEqualTo(before));
    }

    @Test
    void aStartThatFailsSaysSoAndLeavesNothingBehind() throws IOException {
        assertLeavesNothing(Map.of("num.io.threads", "none"), "num.io.threads");
    }

    @Test
    void soDoesAStartOfWhichTheControllerFails() throws IOException {
        assertLeavesNothing(
                Map.of("authorizer.class.name", "no.such.Authorizer"), "no.such.Authorizer");
    }

    @Test
    void soDoesAStartOfWhichTheBrokerFails() throws IOException {
        assertLeavesNothing(
                Map.of(
                        "remote.log.storage.system.enable",
                        "true",
                        "remote.log.storage.manager.class.name",
                        "no.such.Storage",
                        "remote.log.metadata.manager.listener.name",
                        "PLAINTEXT"),
                "no.such.Storage");
    }

    private static void assertLeavesNothing(Map<String, String> properties, String message)
            throws IOException {
        Map<String, String> all = new HashMap<>(properties);
        all.put("metric.reporters", OpenReporters.class.getName());
        List<Path> folders = temporaryFolders();
        Set<String> threads = kafkaThreads();

        assertThatThrownBy(() -> EmbeddedKafka.start(all))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);

        assertThat(temporaryFolders()).isEqualTo(folders);
        assertThat(OpenReporters.COUNT).hasValue(0);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(kafkaThreads()).isEqualTo(threads));
    }

    /** Counts those that were opened and not closed. */
    public static final class OpenReporters implements MetricsReporter {
        static final AtomicInteger COUNT = new AtomicInteger();

        @Override
        public void init(List<KafkaMetric> metrics) {
            COUNT.incrementAndGet();
        }

        @Override
        public void metricChange(KafkaMetric metric) {}

        @Override
        public void metricRemoval(KafkaMetric metric) {}

        @Override
        public void configure(Map<String, ?> properties) {}

        @Override
        public void close() {
            COUNT.decrementAndGet();
        }
    }

    @Test
    void twoBrokersRunBesideEachOther() throws Exception {
        try (EmbeddedKafka one = EmbeddedKafka.start();
                EmbeddedKafka other = EmbeddedKafka.start()) {
            assertThat(one.bootstrapServers()).isNotEqualTo(other.bootstrapServers());
            createTopic(one);
            createTopic(other);
        }
    }

    private static void createTopic(EmbeddedKafka kafka) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("letters", 1, (short) 1))).all().get();
        }
    }

    private static void send(EmbeddedKafka kafka, String value, boolean commit) throws Exception {
        Map<String, Object> properties =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "writer");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("letters", value)).get();
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    private static List<String> read(EmbeddedKafka kafka, int count) {
        Map<String, Object> properties =
                Map.of(
                        "bootstrap.servers", kafka.bootstrapServers(),
                        "auto.offset.reset", "earliest",
                        "isolation.level", "read_committed");
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(
                        properties, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition("letters", 0)));
            await().atMost(Duration.ofSeconds(20))
                    .until(
                            () -> {
                                consumer.poll(Duration.ofMillis(100))
                                        .forEach(r -> values.add(r.value()));
                                return values.size() >= count;
                            });
        }
        return values;
    }

    private static Set<String> kafkaThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.matches("(?i).*(kafka|raft|controller|broker|log-).*"))
                .collect(Collectors.toSet());
    }

    private static List<Path> temporaryFolders() throws IOException {
        String own = TemporaryFolder.ofThisProcess("gradstream-kafka");
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(p -> p.getFileName().toString().startsWith(own)).sorted().toList();
        }
    }
}
