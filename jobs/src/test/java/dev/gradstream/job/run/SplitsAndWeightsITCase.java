package dev.gradstream.job.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gradstream.job.PipelineText;
import dev.gradstream.job.QuietListener;
import dev.gradstream.job.TopicWriter;
import dev.gradstream.job.TrainSources;
import dev.gradstream.job.embedded.EmbeddedKafka;
import dev.gradstream.job.replay.FeatureRecord;
import dev.gradstream.job.topic.TopicFollower;
import dev.gradstream.model.data.KeyHash;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.learn.scaler.ScalerState;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.snapshot.SafeTensors;
import dev.gradstream.model.snapshot.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What examples count and what they are for, with a real broker and a real cluster. Which examples
 * were learnt from is told by the scaler, which knows how many they were and the sum of their
 * numbers.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class SplitsAndWeightsITCase {
    private static final int RECORDS = 3000;
    private static final double EXACT = 1e-9;

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
    void twiceTheWeightIsTwiceTheLearningRate() throws Exception {
        PipelineText weighted =
                pipeline("weighted", 0.05, "training: {sample_weight: w, batch_timeout: 0s}");
        PipelineText plain = pipeline("plain", 0.1, "training: {batch_timeout: 0s}");

        TrainingOutcome outcome = train(weighted, Circle.input(records(RECORDS, 2)));
        TrainingOutcome other = train(plain, Circle.input(records(RECORDS, 2)));

        // Times two is exact, so every bit is the same.
        assertThat(model(outcome).parameters())
                .usingRecursiveComparison()
                .isEqualTo(model(other).parameters());
        assertThat(model(outcome).metrics().get("training.loss"))
                .isEqualTo(2 * model(other).metrics().get("training.loss"));
    }

    @Test
    void aRecordWithoutASoundWeightIsADeadLetter() throws Exception {
        PipelineText pipeline =
                pipeline("bad-weights", 0.1, "training: {sample_weight: w, batch_timeout: 0s}");
        List<FeatureRecord> records = new ArrayList<>(records(100, 1));
        records.set(3, Circle.record(json(3, "-1")));
        records.set(50, Circle.record(json(50, "1e400")));
        records.set(51, Circle.record(json(51, "null")));
        records.set(52, Circle.record(json(52, "\"much\"")));

        TrainingOutcome outcome = train(pipeline, Circle.input(records));

        assertThat(model(outcome).examples()).isEqualTo(96);
        assertThat(deadLetters(pipeline.get(), "reason"))
                .containsExactly("NOT_A_WEIGHT", "NOT_FINITE", "MISSING_VALUE", "NOT_A_NUMBER");
    }

    private static final String ALL_BY_COLUMN =
            """
            training: {sample_weight: w, class_weight: {balanced: {fading_factor: 0.999}}, keep_negatives: 0.5, batch_timeout: 0s}
            validation: {column: split, values: [valid], every: 5 batches, window: 500}
            test: {column: split, window: 500}
            """;

    @Test
    void whatAColumnHoldsOutIsNeverLearntFromWhateverIsKilled() throws Exception {
        TrainingInput undisturbed = Circle.input(records(RECORDS, 1));
        TrainingInput disturbed =
                (pipeline, token) ->
                        TrainSources.of(
                                FailingSource.of(
                                        undisturbed.open(pipeline, token).features(), 4, 5));

        Snapshot expected = model(train(pipeline("column", 0.1, ALL_BY_COLUMN), undisturbed));
        TrainingOutcome outcome = train(pipeline("killed-column", 0.1, ALL_BY_COLUMN), disturbed);

        assertThat(FailingSource.failed()).isEqualTo(4);
        Snapshot model = model(outcome);
        assertThat(unnamed(model)).isEqualTo(unnamed(expected));
        ScalerState.Standard learnt = (ScalerState.Standard) model.scalers().features();
        List<Integer> training =
                IntStream.range(0, RECORDS)
                        .filter(id -> splitOf(id).equals("train"))
                        .boxed()
                        .toList();
        long positives = training.stream().filter(SplitsAndWeightsITCase::isPositive).count();
        // Every positive, and about half of the others.
        double negatives = learnt.count() - positives;
        assertThat(negatives / (training.size() - positives)).isBetween(0.45, 0.55);
        assertThat((double) model.examples()).isEqualTo(learnt.count());
        assertThat(model.metrics()).containsKeys("validation.loss", "test.loss", "test.accuracy");
        assertThat(outcome.reports().test()).isPresent();
        assertThat(outcome.refusals().count()).isZero();
    }

    @Test
    void exactlyWhatIsForTrainingIsLearntFrom() throws Exception {
        String splits =
                """
                training: {batch_timeout: 0s}
                validation: {column: split, values: [valid], every: 5 batches}
                test: {fraction: 0.2}
                """;
        PipelineText pipeline = pipeline("by-column-and-key", 0.1, splits);

        Snapshot model = model(train(pipeline, Circle.input(records(RECORDS, 1))));

        ScalerState.Standard learnt = (ScalerState.Standard) model.scalers().features();
        double[] sum = {0, 0};
        for (int id = 0; id < RECORDS; id++) {
            byte[] key = Integer.toString(id).getBytes(UTF_8);
            long hash = KeyHash.of(key, 0, key.length);
            boolean tested = pipeline.get().holdOut().split(hash) == Split.TEST;
            if (!tested && !splitOf(id).equals("valid")) {
                sum[0]++;
                sum[1] += id;
            }
        }
        assertThat(learnt.count()).isEqualTo(sum[0]);
        assertThat(learnt.mean()[0] * learnt.count()).isCloseTo(sum[1], within(EXACT * sum[1]));
    }

    private static final String BY_TOPIC =
            """
            training: {sample_weight: w, batch_timeout: 0s}
            validation: {topic: %1$s.valid, every: 5 batches, window: 400}
            test: {topic: %1$s.exam, window: 400}
            """;

    @Test
    void whatATopicHoldsOutIsNeverLearntFromWhateverIsKilled() throws Exception {
        TrainingInput undisturbed = Circle.input(records(RECORDS, 1));
        TrainingInput disturbed =
                (pipeline, token) ->
                        TrainSources.of(
                                FailingSource.of(
                                        undisturbed.open(pipeline, token).features(), 4, 9));
        fill("topic.valid", 10_000, 300);
        fill("topic.exam", 20_000, 200);
        fill("killed-topic.valid", 10_000, 300);
        fill("killed-topic.exam", 20_000, 200);

        Snapshot expected =
                model(train(pipeline("topic", 0.1, BY_TOPIC.formatted("topic")), undisturbed));
        PipelineText killed = pipeline("killed-topic", 0.1, BY_TOPIC.formatted("killed-topic"));
        TrainingOutcome outcome = train(killed, disturbed);

        assertThat(FailingSource.failed()).isEqualTo(4);
        Snapshot model = model(outcome);
        assertThat(model.parameters()).usingRecursiveComparison().isEqualTo(expected.parameters());
        ScalerState.Standard learnt = (ScalerState.Standard) model.scalers().features();
        double sum = RECORDS * (RECORDS - 1) / 2.0;
        assertThat(learnt.count()).isEqualTo(RECORDS);
        assertThat(learnt.mean()[0] * RECORDS).isCloseTo(sum, within(EXACT * sum));
        assertThat(outcome.reports().validation()).isPresent();
        assertThat(outcome.reports().test()).isPresent();
        assertThat(examples(killed.get(), "validation")).isEqualTo(300);
        assertThat(examples(killed.get(), "test")).isEqualTo(200);
        assertThat(deadLetters(killed.get(), "topic"))
                .containsExactlyInAnyOrder("killed-topic.valid", "killed-topic.exam");
    }

    @Test
    void earlyStoppingEndsTheTopicsOfTheirOwnToo() throws Exception {
        fill("stopping.valid", 10_000, 300);
        fill("stopping.exam", 20_000, 200);
        String sections =
                BY_TOPIC.formatted("stopping")
                        // No step gets better by a million, so the second evaluation is the last.
                        + "early_stopping: {patience: 1, min_delta: 1000000, action: stop}\n";
        PipelineText pipeline = pipeline("stopping", 0.1, sections);
        try (TopicWriter features =
                new TopicWriter(
                        kafka.bootstrapServers(),
                        pipeline.get().topics().features(),
                        1,
                        Map.of())) {
            records(RECORDS, 1).forEach(record -> features.send(0, record.value()));
            features.flush();
        }

        // The stream never ends by itself.
        CompletableFuture<TrainingOutcome> outcome =
                CompletableFuture.supplyAsync(() -> train(pipeline, TrainingInput.stream()));

        assertThat(model(outcome.get(2, TimeUnit.MINUTES)).examples()).isPositive();
    }

    /** Good records and, as the last, one bad record. */
    private static void fill(String topic, int firstId, int count) throws Exception {
        try (TopicWriter writer = new TopicWriter(kafka.bootstrapServers(), topic, 1, Map.of())) {
            for (int id = firstId; id < firstId + count; id++) {
                writer.send(0, json(id, "1").getBytes(UTF_8));
            }
            writer.send(0, "nonsense".getBytes(UTF_8));
            writer.flush();
        }
    }

    /** Of which x tells the record, so that a sum of them tells which they were. */
    private static List<FeatureRecord> records(int count, int weight) {
        return IntStream.range(0, count)
                .mapToObj(id -> Circle.record(json(id, Integer.toString(weight))))
                .toList();
    }

    private static String json(int id, String weight) {
        return String.format(
                Locale.ROOT,
                "{\"id\":%d,\"x\":%d,\"y\":%.4f,\"w\":%s,\"split\":\"%s\",\"label\":\"%s\"}",
                id,
                id,
                Math.sin(id),
                weight,
                splitOf(id),
                isPositive(id) ? "yes" : "no");
    }

    private static boolean isPositive(int id) {
        return Math.sin(id) > 0.5;
    }

    private static String splitOf(int id) {
        return switch (id * 7 % 10) {
            case 0 -> "valid";
            case 1 -> "test";
            default -> "train";
        };
    }

    private static PipelineText pipeline(String name, double rate, String sections)
            throws Exception {
        String text =
                """
                name: %s
                kafka: {bootstrap.servers: %s}
                features: {format: json, key: id, columns: [x, y], scaling: standard}
                target: {column: label, classes: ["no", "yes"]}
                model: [Linear: {out_features: 8}, Tanh, Linear: {out_features: 1}]
                loss: BCEWithLogitsLoss
                optimizer: {SGD: {lr: %s}}
                seed: 7
                snapshots: {every: 20 batches}
                """
                        .formatted(name, kafka.bootstrapServers(), rate);
        return PipelineText.of(text + sections, name + ".yaml", Map.of());
    }

    private TrainingOutcome train(PipelineText pipeline, TrainingInput input) {
        try (LocalTraining training = new LocalTraining(pipeline, new QuietListener())) {
            return training.run(input, Optional.empty(), folder);
        } catch (Exception e) {
            throw new AssertionError("the job failed", e);
        }
    }

    private static Snapshot model(TrainingOutcome outcome) {
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

    /** A header of each dead letter, in their order. */
    private static List<String> deadLetters(Pipeline pipeline, String header) {
        List<String> values = new ArrayList<>();
        follow(
                pipeline,
                pipeline.topics().deadLetters(),
                letter ->
                        values.add(new String(letter.headers().lastHeader(header).value(), UTF_8)));
        return values;
    }

    /** How many examples of a split the last report that has some was measured on. */
    private static int examples(Pipeline pipeline, String split) {
        List<Integer> counts = new ArrayList<>();
        ObjectMapper json = new ObjectMapper();
        follow(
                pipeline,
                pipeline.topics().metrics(),
                report -> {
                    try {
                        var examples = json.readTree(report.value()).at("/" + split + "/examples");
                        if (!examples.isMissingNode()) {
                            counts.add(examples.asInt());
                        }
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                });
        return counts.get(counts.size() - 1);
    }

    private static void follow(
            Pipeline pipeline, String topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        try (TopicFollower follower = TopicFollower.fromBeginning(pipeline, List.of(topic))) {
            follower.drain(each);
        }
    }
}
