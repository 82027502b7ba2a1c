package dev.gradstream.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradstream.job.embedded.EmbeddedKafka;
import dev.gradstream.job.run.LocalTraining;
import dev.gradstream.job.run.TrainingOutcome;
import dev.gradstream.model.learn.scaler.ScalerState;
import dev.gradstream.model.snapshot.SafeTensors;
import dev.gradstream.model.snapshot.Snapshot;
import dev.gradstream.operator.kafka.ClientProperties;
import dev.gradstream.operator.kafka.TopicReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of many records with bad ones among them, the bad ones alone become dead letters. */
final class DeadLettersITCase {
    private static final String PIPELINE =
            """
            name: good-and-bad
            kafka: {bootstrap.servers: nowhere}
            features:
              format: json
              columns: [number, size]
              scaling: standard
            target: {column: kind, classes: [even, odd]}
            model:
              - Linear: {out_features: 1}
            loss: BCEWithLogitsLoss
            optimizer: {SGD: {lr: 0.01}}
            training: {batch_size: 256, batch_timeout: none}
            """;

    /** Ways to be bad, and the reason that each is refused for. */
    private static final List<Map.Entry<String, String>> BAD =
            List.of(
                    Map.entry("{\"number\": 1, \"size\": 2", "MALFORMED"),
                    Map.entry("[1, 2, \"even\"]", "MALFORMED"),
                    Map.entry("{\"number\": 1, \"kind\": \"odd\"}", "MISSING_COLUMN"),
                    Map.entry(json("1", "2", "\"green\""), "UNKNOWN_CLASS"),
                    Map.entry(json("NaN", "2", "\"even\""), "NOT_FINITE"),
                    Map.entry(json("-Infinity", "2", "\"even\""), "NOT_FINITE"),
                    Map.entry(json("1e400", "2", "\"even\""), "NOT_FINITE"),
                    Map.entry(json("null", "2", "\"even\""), "MISSING_VALUE"),
                    Map.entry(json("\"one\"", "2", "\"even\""), "NOT_A_NUMBER"),
                    Map.entry("", "EMPTY"),
                    Map.entry(
                            json("1", "2", "\"even\", \"deep\": " + "[".repeat(100_000)),
                            "MALFORMED"));

    private static final int RECORDS = 100_000;
    private static final int PARTITIONS = 2;
    private static final int TEN_MEGABYTES = 10_000_000;

    @TempDir private Path folder;
    private EmbeddedKafka broker;
    private PipelineText pipeline;

    @BeforeEach
    void startBroker() throws Exception {
        broker = EmbeddedKafka.start(Map.of("message.max.bytes", "20000000"));
        pipeline =
                PipelineText.of(PIPELINE, "good-and-bad.yaml", Map.of())
                        .at(broker.bootstrapServers());
    }

    @AfterEach
    void stopBroker() {
        broker.close();
    }

    @Test
    void exactlyTheBadRecordsAreDeadLettersAndExactlyTheGoodOnesAreLearnt() throws Exception {
        Map<String, Map.Entry<String, String>> bad = new HashMap<>();
        Random random = new Random(20);
        double sum = 0;
        TrainingOutcome outcome;
        try (TopicWriter topic = writer()) {
            for (int i = 0; i < RECORDS; i++) {
                if (random.nextInt(100) == 0) {
                    Map.Entry<String, String> record = BAD.get(random.nextInt(BAD.size()));
                    bad.put(send(topic, i, record.getKey()), record);
                } else {
                    send(topic, i, json(i + "", "0.5", i % 2 == 0 ? "\"even\"" : "\"odd\""));
                    sum += i;
                }
            }
            outcome = train(topic);
        }

        Snapshot learnt = SafeTensors.decode(outcome.snapshot().orElseThrow().bytes());
        int good = RECORDS - bad.size();
        assertThat(bad).hasSizeBetween(900, 1100);
        assertThat(learnt.examples()).isEqualTo(good);
        ScalerState.Standard statistics = (ScalerState.Standard) learnt.scalers().features();
        assertThat(statistics.count()).isEqualTo(good);
        // The sum of their numbers says that it was these records and no others.
        assertThat(statistics.mean()[0] * good).isCloseTo(sum, within(1e-9 * sum));
        assertThat(outcome.refusals().count()).isEqualTo(bad.size());

        Map<String, Map.Entry<String, String>> found = new HashMap<>();
        deadLetters(
                letter -> {
                    String value = new String(letter.value(), StandardCharsets.UTF_8);
                    String at = header(letter, "partition") + "@" + header(letter, "offset");
                    found.put(at, Map.entry(value, header(letter, "reason")));
                    assertThat(header(letter, "topic")).isEqualTo("good-and-bad.features");
                    assertThat(header(letter, "message")).hasLineCount(1).isNotBlank();
                });
        assertThat(found).isEqualTo(bad);
    }

    @Test
    void aRecordOfTenMegabytesIsCutAndTheOffsetNamesTheRest() throws Exception {
        byte[] large = new byte[TEN_MEGABYTES];
        Arrays.fill(large, (byte) ' ');
        large[0] = '{';
        TrainingOutcome outcome;
        try (TopicWriter topic = writer()) {
            send(topic, 0, json("1", "2", "\"even\""));
            topic.send(0, large);
            send(topic, 0, json("3", "4", "\"odd\""));
            outcome = train(topic);
        }

        assertThat(SafeTensors.decode(outcome.snapshot().orElseThrow().bytes()).examples())
                .isEqualTo(2);
        assertThat(outcome.refusals().count()).isEqualTo(1);
        deadLetters(
                letter -> {
                    assertThat(header(letter, "reason")).isEqualTo("TOO_LARGE");
                    assertThat(header(letter, "offset")).isEqualTo("1");
                    assertThat(header(letter, "value.size")).isEqualTo(TEN_MEGABYTES + "");
                    assertThat(header(letter, "value.truncated")).isEqualTo("true");
                    assertThat(large).startsWith(letter.value());
                });
    }

    private TopicWriter writer() throws Exception {
        return new TopicWriter(
                broker.bootstrapServers(),
                pipeline.get().topics().features(),
                PARTITIONS,
                Map.of("max.message.bytes", "20000000"));
    }

    private TrainingOutcome train(TopicWriter topic) throws Exception {
        try (LocalTraining training = new LocalTraining(pipeline, new QuietListener())) {
            return training.run(topic.input(), Optional.empty(), folder);
        }
    }

    private void deadLetters(Consumer<ConsumerRecord<byte[], byte[]>> consumer) {
        try (TopicReader reader =
                new TopicReader(
                        ClientProperties.reader(pipeline.get()),
                        pipeline.get().topics().deadLetters(),
                        0)) {
            reader.forEach(consumer);
        }
    }

    /** Where the record went: partition and offset. */
    private static String send(TopicWriter topic, int number, String value) {
        int partition = number % PARTITIONS;
        return partition + "@" + topic.send(partition, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String json(String number, String size, String kind) {
        return "{\"number\": %s, \"size\": %s, \"kind\": %s}".formatted(number, size, kind);
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
