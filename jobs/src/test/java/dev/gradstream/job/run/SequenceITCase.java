package dev.gradstream.job.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradstream.job.PipelineText;
import dev.gradstream.job.QuietListener;
import dev.gradstream.job.TopicWriter;
import dev.gradstream.job.TrainSources;
import dev.gradstream.job.embedded.EmbeddedKafka;
import dev.gradstream.job.page.answer.LatestAnswers;
import dev.gradstream.job.page.history.Answer;
import dev.gradstream.job.page.history.Answers;
import dev.gradstream.job.replay.FeatureProducer;
import dev.gradstream.job.replay.FeatureRecord;
import dev.gradstream.job.report.Report;
import dev.gradstream.job.report.SignalReport;
import dev.gradstream.model.learn.StateDict;
import dev.gradstream.model.snapshot.SafeTensors;
import dev.gradstream.model.snapshot.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Examples of several records, through a real broker and a real cluster. */
final class SequenceITCase {
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
    void laggedColumnsTellWhatOnlyThePastExplains() throws Exception {
        List<FeatureRecord> records = Echo.records(6000);

        double without =
                accuracy(train(echo("present", "columns: [signal]"), Circle.input(records)));
        double with =
                accuracy(
                        train(
                                echo(
                                        "lagged",
                                        "columns: [signal, {lag: {column: signal, by: [1, 2]}}]"),
                                Circle.input(records)));

        assertThat(without).isBetween(0.45, 0.55);
        assertThat(with).isBetween(0.9, 0.97);
    }

    /** A series of numbers of which each follows from the last but one, and from noise. */
    @Test
    void aWindowTellsHowASeriesGoesOn() throws Exception {
        PipelineText pipeline =
                PipelineText.of(
                        """
                        name: wave
                        kafka: {bootstrap.servers: %s}
                        features: {window: {length: 4, target_ahead: 1}, columns: [y]}
                        target: {column: y}
                        model: [Linear: {out_features: 1}]
                        loss: MSELoss
                        optimizer: {Adam: {lr: 0.02}}
                        training: {batch_size: 16, batch_timeout: 0s, metrics_over: {window: 1000}}
                        """
                                .formatted(kafka.bootstrapServers()),
                        "wave.yaml",
                        Map.of());
        List<FeatureRecord> records = new ArrayList<>();
        Random random = new Random(3);
        double[] y = {0, 0};
        for (int i = 0; i < 4000; i++) {
            double next = -0.9 * y[0] + random.nextGaussian();
            y = new double[] {y[1], next};
            records.add(Circle.record(String.format(Locale.ROOT, "{\"y\":%.4f}", next)));
        }

        TrainingOutcome outcome = train(pipeline, Circle.input(records));

        // The noise that nothing explains has variance 1, the series itself 1 / (1 - 0.81).
        Report.Scores scores = outcome.reports().last().orElseThrow().training();
        assertThat(scores.r2().orElseThrow()).isBetween(0.7, 0.85);
        assertThat(scores.rmse().orElseThrow()).isBetween(0.9, 1.2);
        assertThat(outcome.reports().last().orElseThrow().examples()).isEqualTo(4000 - 4);
        Answers answers = new LatestAnswers(pipeline.get()).of(outcome.snapshot().orElseThrow());
        assertThat(answers.rows()).extracting(Answer::offset).startsWith(3999L, 3998L).hasSize(8);
        for (Answer row : answers.rows()) {
            String record = new String(records.get((int) row.offset()).value(), UTF_8);
            assertThat(record).isEqualTo("{\"y\":" + row.truth() + "}");
            double before = y(records.get((int) row.offset() - 2));
            assertThat(Double.parseDouble(row.predicted())).isCloseTo(-0.9 * before, within(0.5));
        }
    }

    private static double y(FeatureRecord record) {
        return Double.parseDouble(new String(record.value(), UTF_8).replaceAll("[^-.0-9]", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "columns: [signal, {lag: {column: signal, by: [1, 2]}}, {lag: {column: differed, by: [1]}}]",
                "window: {length: 5, stride: 2}, columns: [signal]"
            })
    void afterFailuresTheModelIsThatOfAnUndisturbedRun(String features) throws Exception {
        List<FeatureRecord> records = Echo.records(4000);
        TrainingInput undisturbed = Circle.input(records);
        TrainingInput disturbed =
                (pipeline, token) ->
                        TrainSources.of(
                                FailingSource.of(
                                        undisturbed.open(pipeline, token).features(), 3, 21));
        String name = features.startsWith("window") ? "windows" : "lags";

        Snapshot expected = snapshot(train(echo(name, features), undisturbed));
        Snapshot actual = snapshot(train(echo(name + ".disturbed", features), disturbed));

        assertThat(FailingSource.failed()).isEqualTo(3);
        assertThat(actual.examples()).isEqualTo(expected.examples()).isGreaterThan(1900);
        assertThat(actual.step()).isEqualTo(expected.step());
        assertThat(actual.lineage()).isEqualTo(expected.lineage());
        for (StateDict.Parameter parameter : expected.parameters().parameters()) {
            assertThat(actual.parameters().get(parameter.name()).orElseThrow().values())
                    .isEqualTo(parameter.values());
        }
    }

    /** A record that cannot be used is no record of its series. */
    @Test
    void badRecordsAmongGoodOnesArePassedOver() throws Exception {
        List<FeatureRecord> records = new ArrayList<>();
        for (FeatureRecord good : Echo.records(6000)) {
            records.add(good);
            if (records.size() % 10 == 0) {
                records.add(Circle.record("{\"sensor\":\"s1\",\"signal\":1}"));
            }
        }
        TrainingOutcome outcome =
                train(
                        echo("poisoned", "columns: [signal, {lag: {column: signal, by: [1, 2]}}]"),
                        Circle.input(records));

        assertThat(outcome.refusals().count()).isEqualTo(666);
        assertThat(accuracy(outcome)).isBetween(0.9, 0.97);
    }

    /** What a series is does not depend on what else its partition holds. */
    @Test
    void seriesThatAreMixedOverPartitionsAreLearnt() throws Exception {
        PipelineText pipeline =
                echo("mixed", "columns: [signal, {lag: {column: signal, by: [1, 2]}}]");
        try (TopicWriter topic =
                new TopicWriter(
                        kafka.bootstrapServers(),
                        pipeline.get().topics().features(),
                        3,
                        Map.of())) {
            for (FeatureRecord record : Echo.records(6000)) {
                // {"sensor":"sN",…: a series stays in its partition.
                topic.send(record.value()[12] % 3, record.value());
            }
            assertThat(accuracy(train(pipeline, topic.input()))).isBetween(0.9, 0.97);
        }
    }

    @Test
    void aStreamOfSeriesEndsWhenItIsStopped() throws Exception {
        PipelineText pipeline = echo("endless", "window: {length: 2}, columns: [signal]");
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
            CompletableFuture<TrainingOutcome> outcome = stream(training, "endless");
            try (FeatureProducer producer = new FeatureProducer(pipeline.get())) {
                for (FeatureRecord record : Echo.records(1000)) {
                    producer.send(record);
                }
            }
            learnt.get(60, TimeUnit.SECONDS);
            training.stop();

            assertThat(snapshot(outcome.get(60, TimeUnit.SECONDS)).examples()).isEqualTo(995);
        }
    }

    /** The learner ends the source though another task stands between them. */
    @Test
    void earlyStoppingEndsAStreamOfSeries() throws Exception {
        String rule =
                "early_stopping: {metric: training.loss, patience: 1, min_delta: 1000, action: stop}";
        PipelineText patient = echo("impatient", "window: {length: 2}, columns: [signal]");
        PipelineText pipeline =
                PipelineText.of(patient.resolved() + rule + "\n", "impatient.yaml", Map.of());
        try (LocalTraining training = new LocalTraining(pipeline, new QuietListener())) {
            CompletableFuture<TrainingOutcome> outcome = stream(training, "impatient");
            try (FeatureProducer producer = new FeatureProducer(pipeline.get())) {
                for (FeatureRecord record : Echo.records(6000)) {
                    producer.send(record);
                }
            }
            // The second report ends patience, and the model of the first comes back.
            assertThat(snapshot(outcome.get(120, TimeUnit.SECONDS)).examples()).isEqualTo(20 * 32);
        }
    }

    private CompletableFuture<TrainingOutcome> stream(LocalTraining training, String name) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return training.run(
                                TrainingInput.stream(), Optional.empty(), folder.resolve(name));
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    }
                });
    }

    private static PipelineText echo(String name, String features) throws Exception {
        return Echo.pipeline(name, kafka.bootstrapServers(), features);
    }

    private TrainingOutcome train(PipelineText pipeline, TrainingInput input) throws Exception {
        try (LocalTraining training = new LocalTraining(pipeline, new QuietListener())) {
            return training.run(input, Optional.empty(), folder.resolve(pipeline.get().name()));
        }
    }

    private static Snapshot snapshot(TrainingOutcome outcome) {
        return SafeTensors.decode(outcome.snapshot().orElseThrow().bytes());
    }

    private static double accuracy(TrainingOutcome outcome) {
        return outcome.reports().last().orElseThrow().training().accuracy().orElseThrow();
    }
}
