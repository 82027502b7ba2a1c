package dev.gradstream.job.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.job.PipelineText;
import dev.gradstream.job.QuietListener;
import dev.gradstream.job.embedded.EmbeddedKafka;
import dev.gradstream.job.page.answer.LatestAnswers;
import dev.gradstream.job.page.history.Answer;
import dev.gradstream.job.replay.FeatureRecord;
import dev.gradstream.job.replay.Replay;
import dev.gradstream.job.report.Report;
import dev.gradstream.model.snapshot.SafeTensors;
import dev.gradstream.model.snapshot.Snapshot;
import dev.gradstream.operator.kafka.snapshot.StoredSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Features on one topic, labels on another, and the job that learns from both. */
final class DelayedLabelsITCase {
    private static final long START = 1_700_000_000_000L;

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

    /** Clicks follow from x alone, some seconds later; what is not clicked has no label at all. */
    @Test
    void clicksThatComeLaterAreLearnt() throws Exception {
        Random random = new Random(3);
        List<FeatureRecord> impressions = new ArrayList<>();
        List<FeatureRecord> clicks = new ArrayList<>();
        for (int id = 0; id < 4000; id++) {
            double x = 2 * random.nextDouble() - 1;
            long time = START + 100L * id;
            impressions.add(json("{\"id\":\"%d\",\"ts\":%d,\"x\":%f}", id, time, x));
            if (x > 0) {
                long delay = 1000L + random.nextInt(20_000);
                clicks.add(json("{\"id\":\"%d\",\"ts\":%d,\"click\":1}", id, time + delay));
            }
        }
        clicks.sort((a, b) -> Long.compare(time(a), time(b)));
        clicks.add(json("{\"id\":\"nobody\",\"ts\":%d,\"click\":1}", START + 390_000));

        TrainingOutcome outcome;
        try (LocalTraining training = new LocalTraining(pipeline(), new QuietListener())) {
            outcome =
                    training.run(
                            TrainingInput.replay(
                                    Replay.Rows.of(impressions), Replay.Rows.of(clicks)),
                            Optional.empty(),
                            folder);
        }

        Report last = outcome.reports().last().orElseThrow();
        assertThat(outcome.refusals().count()).isEqualTo(1);
        assertThat(last.examples()).isBetween(3500L, 3700L);
        assertThat(last.validation().orElseThrow().accuracy().orElseThrow()).isGreaterThan(0.95);
        Snapshot model = SafeTensors.decode(outcome.snapshot().orElseThrow().bytes());
        assertThat(model.lineage()).containsExactly(new Snapshot.OffsetRange(0, 0, 3999));
        assertTheLatestAnswersHaveTheirTruth(impressions, outcome.snapshot().orElseThrow());
    }

    /** Of impressions for which no click can come any more, clicked or not. */
    private static void assertTheLatestAnswersHaveTheirTruth(
            List<FeatureRecord> impressions, StoredSnapshot snapshot) throws Exception {
        List<Answer> rows = new LatestAnswers(pipeline().get()).of(snapshot).rows();
        assertThat(rows).hasSize(8);
        for (Answer row : rows) {
            String json = new String(impressions.get((int) row.offset()).value(), UTF_8);
            assertThat(row.truth()).isEqualTo(json.contains("\"x\":-") ? "0" : "1");
            assertThat(row.offset()).isBetween(3300L, 3700L);
        }
        assertThat(rows).extracting(Answer::truth).contains("0", "1");
    }

    private static long time(FeatureRecord record) {
        String json = new String(record.value(), UTF_8);
        return Long.parseLong(json.replaceAll(".*\"ts\":(\\d+).*", "$1"));
    }

    private static FeatureRecord json(String format, Object... values) {
        return new FeatureRecord(
                Optional.empty(), String.format(Locale.ROOT, format, values).getBytes(UTF_8));
    }

    private static PipelineText pipeline() throws Exception {
        return PipelineText.of(
                """
                name: clicks
                kafka: {bootstrap.servers: %s}
                features: {key: id, event_time: ts, columns: [x]}
                labels: {key: id, event_time: ts, within: 30s, otherwise: negative}
                target: {column: click}
                model:
                  - Linear: {out_features: 1}
                loss: BCEWithLogitsLoss
                optimizer: {Adam: {lr: 0.05}}
                training: {batch_size: 16}
                validation: {fraction: 0.1, every: 10 batches}
                """
                        .formatted(kafka.bootstrapServers()),
                "clicks.yaml",
                Map.of());
    }
}
