package dev.gradstream.job.exporter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.job.exporter.ModelExport.Age;
import dev.gradstream.operator.metric.MetricName.Source;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ModelExportTest {
    private static final String REPORT =
            """
            {"model":"m","step":%d,"examples":640,"version":%d,"event_time":1700000000500,
             "learning_rate":0.01,
             "training":{"loss":%s,"accuracy":0.75,"examples":32,"refused_steps":2,
              "by_class":{"a":{"f1":1}}},
             "baseline":{"no_change":{"accuracy":0.5}},
             "validation":{"loss":0.25,"examples":10}}
            """;

    private static final String EARLY_STOPPED = "gradstream_early_stopped{model=\"m\",} ";

    private final Families families = new Families(Source.EXPORTER);
    private final ModelExport export = new ModelExport(families, "m", "m.metrics");
    private MetricsServer server;

    @BeforeEach
    void serve() throws Exception {
        server = MetricsServer.start("127.0.0.1", 0, families);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private String scraped() throws Exception {
        return Scrape.of(server.port());
    }

    private void report(long step, long version, String loss, long timestamp) {
        export.report(REPORT.formatted(step, version, loss).getBytes(UTF_8), timestamp, Age.NEW);
    }

    @Test
    void aReportIsNumbersOfTheModel() throws Exception {
        report(20, 1, "0.5", 5_000);
        report(40, 1, "null", 6_000);

        assertThat(scraped().lines())
                .contains(
                        "gradstream_steps{model=\"m\",} 40.0",
                        "gradstream_examples{model=\"m\",} 640.0",
                        "gradstream_version{model=\"m\",} 1.0",
                        "gradstream_version_timestamp_seconds{model=\"m\",} 5.0",
                        "gradstream_report_timestamp_seconds{model=\"m\",} 6.0",
                        "gradstream_event_timestamp_seconds{model=\"m\",} 1.7000000005E9",
                        "gradstream_learning_rate{model=\"m\",} 0.01",
                        "gradstream_loss{model=\"m\",split=\"training\",} NaN",
                        "gradstream_loss{model=\"m\",split=\"validation\",} 0.25",
                        "gradstream_metric{model=\"m\",split=\"training\",metric=\"accuracy\",} 0.75",
                        "gradstream_baseline{model=\"m\",baseline=\"no_change\",metric=\"accuracy\",}"
                                + " 0.5",
                        "gradstream_refused_steps_total{model=\"m\",} 4.0")
                .noneMatch(line -> line.contains("f1"));
    }

    @Test
    void aTestAndAReportLeaveEachOtherAsTheyAre() throws Exception {
        report(20, 1, "0.5", 5_000);
        export.report(
                ("{\"step\":20,\"examples\":640,\"version\":2,"
                                + "\"test\":{\"loss\":0.375,\"accuracy\":0.5,\"examples\":9}}")
                        .getBytes(UTF_8),
                6_000,
                Age.NEW);
        assertThat(scraped().lines())
                .contains(
                        "gradstream_version{model=\"m\",} 2.0",
                        "gradstream_loss{model=\"m\",split=\"test\",} 0.375",
                        "gradstream_metric{model=\"m\",split=\"test\",metric=\"accuracy\",} 0.5",
                        "gradstream_loss{model=\"m\",split=\"training\",} 0.5",
                        "gradstream_learning_rate{model=\"m\",} 0.01");

        report(40, 2, "0.25", 7_000);
        assertThat(scraped().lines())
                .contains(
                        "gradstream_loss{model=\"m\",split=\"test\",} 0.375",
                        "gradstream_loss{model=\"m\",split=\"training\",} 0.25");
    }

    @Test
    void whatAReportLacksIsNotShownAnyMore() throws Exception {
        report(20, 1, "0.5", 5_000);
        export.report("{\"step\":40,\"examples\":1,\"version\":1}".getBytes(UTF_8), 6_000, Age.NEW);

        assertThat(scraped()).doesNotContain("gradstream_loss{", "gradstream_metric{");
    }

    @Test
    void aReportWithoutTrainingHasNoLossInPlaceOfOneThatIsNoNumber() throws Exception {
        report(20, 1, "0.5", 5_000);
        export.report(
                ("{\"step\":20,\"examples\":640,\"version\":1,\"training\":{\"loss\":null,"
                                + "\"accuracy\":null,\"examples\":0,\"refused_steps\":0},"
                                + "\"validation\":{\"loss\":0.25,\"examples\":9}}")
                        .getBytes(UTF_8),
                6_000,
                Age.NEW);

        assertThat(scraped().lines())
                .noneMatch(line -> line.contains("split=\"training\""))
                .contains("gradstream_loss{model=\"m\",split=\"validation\",} 0.25");
    }

    @Test
    void signalsAreCountedByKind() throws Exception {
        String improved =
                "{\"step\":1,\"signal\":\"improved\",\"message\":\"\",\"metric\":\"validation.loss\","
                        + "\"best\":0.5}";
        export.signal(improved.getBytes(UTF_8), 1_000, Age.NEW);
        export.signal(improved.getBytes(UTF_8), 1_000, Age.NEW);

        assertThat(scraped().lines())
                .contains(
                        "gradstream_signals_total{model=\"m\",signal=\"improved\",} 2.0",
                        "gradstream_signals_total{model=\"m\",signal=\"divergence\",} 0.0",
                        "gradstream_best{model=\"m\",metric=\"validation.loss\",} 0.5");
    }

    @Test
    void earlyStoppingIsInForceWhileReportsAreOfItsStep() throws Exception {
        assertThat(scraped().lines()).contains(EARLY_STOPPED + "0.0");
        report(20, 0, "0.5", 2_000);
        report(40, 0, "0.5", 2_000);
        earlyStop(2_000);
        assertThat(scraped().lines()).contains(EARLY_STOPPED + "1.0");

        report(40, 1, "0.5", 2_001);
        report(40, 1, "0.5", 3_000);

        assertThat(scraped().lines())
                .as("the best version is scored, not trained")
                .contains(EARLY_STOPPED + "1.0");
    }

    @Test
    void earlyStoppingIsOverWithTheFirstReportOfAJobBegunAnew() throws Exception {
        report(40, 0, "0.5", 2_000);
        earlyStop(2_000);
        report(20, 1, "0.5", 2_001);
        assertThat(scraped().lines()).contains(EARLY_STOPPED + "0.0");
        report(40, 1, "0.5", 6_000);
        assertThat(scraped().lines()).as("the same step").contains(EARLY_STOPPED + "0.0");

        earlyStop(7_000);
        assertThat(scraped().lines()).contains(EARLY_STOPPED + "1.0");
    }

    @Test
    void anEarlyStopThatIsReadLateHasBeenOverForLong() throws Exception {
        report(20, 0, "0.5", 5_000);
        earlyStop(1_000);

        assertThat(scraped().lines()).contains(EARLY_STOPPED + "0.0");
    }

    @Test
    void anEarlyStopThatIsReadBeforeItsReportsIsInForce() throws Exception {
        earlyStop(2_000);
        report(20, 0, "0.5", 1_000);
        report(40, 0, "0.5", 2_000);

        assertThat(scraped().lines()).contains(EARLY_STOPPED + "1.0");
    }

    private void earlyStop(long timestamp) {
        export.signal(
                "{\"step\":40,\"signal\":\"early-stop\",\"message\":\"\"}".getBytes(UTF_8),
                timestamp,
                Age.NEW);
    }

    @Test
    void whatStoodThereBeforeIsShownAndNotCountedAgain() throws Exception {
        byte[] improved = "{\"step\":1,\"signal\":\"improved\",\"message\":\"\"}".getBytes(UTF_8);
        export.signal(improved, 1_000, Age.OLD);
        export.signal("nonsense".getBytes(UTF_8), 1_000, Age.OLD);
        export.report(REPORT.formatted(20, 0, "0.5").getBytes(UTF_8), 5_000, Age.OLD);
        assertThat(scraped().lines())
                .contains(
                        "gradstream_steps{model=\"m\",} 20.0",
                        "gradstream_version{model=\"m\",} 0.0",
                        "gradstream_refused_steps_total{model=\"m\",} 0.0",
                        "gradstream_exporter_foreign_records_total{model=\"m\",} 0.0",
                        "gradstream_signals_total{model=\"m\",signal=\"improved\",} 0.0")
                .as("no version is of no time")
                .noneMatch(line -> line.startsWith("gradstream_version_timestamp_seconds{"));

        export.signal(improved, 1_000, Age.NEW);
        report(40, 1, "0.5", 6_000);
        assertThat(scraped().lines())
                .contains(
                        "gradstream_refused_steps_total{model=\"m\",} 2.0",
                        "gradstream_signals_total{model=\"m\",signal=\"improved\",} 1.0",
                        "gradstream_version_timestamp_seconds{model=\"m\",} 6.0");

        report(20, 0, "0.5", 7_000);
        assertThat(scraped().lines())
                .as("a job that begins anew")
                .contains("gradstream_version{model=\"m\",} 0.0")
                .noneMatch(line -> line.startsWith("gradstream_version_timestamp_seconds{"));
    }

    @Test
    void whatCannotBeTakenIsCountedAndPassedOver() throws Exception {
        byte[] signal = "{\"step\":1,\"signal\":\"drift\",\"message\":\"\"}".getBytes(UTF_8);
        for (int offset = 0; offset < 3; offset++) {
            boolean isSound = offset != 1;
            export.take(
                    new ConsumerRecord<>("m.signals", 0, offset, new byte[0], signal) {
                        @Override
                        public byte[] value() {
                            if (isSound) {
                                return super.value();
                            }
                            throw new IllegalStateException("this cannot be taken");
                        }
                    },
                    Age.NEW);
        }
        export.take(new ConsumerRecord<>("m.metrics", 0, 0, new byte[0], signal), Age.NEW);

        assertThat(scraped().lines())
                .contains(
                        "gradstream_signals_total{model=\"m\",signal=\"drift\",} 2.0",
                        "gradstream_exporter_foreign_records_total{model=\"m\",} 2.0");
    }

    @Test
    void whateverStandsOnTheTopicsLabelsAreBounded() throws Exception {
        for (int i = 0; i < 200; i++) {
            export.signal(
                    ("{\"step\":1,\"signal\":\"s"
                                    + i
                                    + "\",\"message\":\"\",\"metric\":\"training.m"
                                    + i
                                    + "\",\"best\":1}")
                            .getBytes(UTF_8),
                    1_000,
                    Age.NEW);
        }
        String figures =
                IntStream.range(0, 500)
                        .mapToObj(i -> "\"m" + i + "\":" + i + ",\"bad name " + i + "\":1")
                        .collect(Collectors.joining(","));
        export.report(
                ("{\"step\":1,\"examples\":1,\"version\":1,\"training\":{" + figures + "}}")
                        .getBytes(UTF_8),
                1,
                Age.NEW);

        assertThat(scraped().lines().filter(l -> l.startsWith("gradstream_signals_total")))
                .hasSize(ModelExport.MOST_SIGNALS + 1)
                .anyMatch(line -> line.contains("signal=\"other\""));
        assertThat(scraped().lines().filter(l -> l.startsWith("gradstream_best")))
                .hasSize(ModelExport.MOST_SIGNALS);
        assertThat(scraped().lines().filter(l -> l.startsWith("gradstream_metric")))
                .hasSize(ModelExport.MOST_FIGURES);
    }

    @Test
    void foreignRecordsAreCountedAndPassedOver() throws Exception {
        report(20, 1, "0.5", 5_000);
        export.report("no json".getBytes(UTF_8), 1, Age.NEW);
        export.report("[1]".getBytes(UTF_8), 1, Age.NEW);
        export.report("{\"step\":\"7\",\"examples\":1,\"version\":1}".getBytes(UTF_8), 1, Age.NEW);
        export.report("{\"step\":7}".getBytes(UTF_8), 1, Age.NEW);
        export.report(null, 1, Age.NEW);
        export.signal("{}".getBytes(UTF_8), 1_000, Age.NEW);

        assertThat(scraped().lines())
                .contains(
                        "gradstream_exporter_foreign_records_total{model=\"m\",} 6.0",
                        "gradstream_steps{model=\"m\",} 20.0");
    }
}
