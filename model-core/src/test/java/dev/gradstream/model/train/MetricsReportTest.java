package dev.gradstream.model.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.model.learn.Evaluation;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping.Metric;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricsReportTest {
    private static final Stretch STRETCH = Stretch.EMPTY.scored(0.5, 24, 32).refused();
    private static final Optional<Evaluation> EVALUATION = Optional.of(new Evaluation(0.25, 9, 10));

    @Test
    void writesOneObject() {
        assertThat(json(report(true, STRETCH, EVALUATION)))
                .isEqualTo(
                        "{\"model\":\"m\",\"step\":20,\"examples\":640,\"version\":3,"
                                + "\"event_time\":1700000000000,\"learning_rate\":0.001,"
                                + "\"training\":{\"loss\":0.5,\"accuracy\":0.75,\"examples\":32,"
                                + "\"refused_steps\":1},"
                                + "\"validation\":{\"loss\":0.25,\"accuracy\":0.9,"
                                + "\"examples\":10}}");
    }

    @Test
    void regressionHasNoAccuracy() {
        MetricsReport report = report(false, STRETCH, EVALUATION);

        assertThat(json(report)).doesNotContain("accuracy");
        assertThat(report.finiteMetrics())
                .isEqualTo(Map.of("training.loss", 0.5, "validation.loss", 0.25));
    }

    @Test
    void withoutHoldOutThereIsNoValidation() {
        MetricsReport report = report(true, STRETCH, Optional.empty());

        assertThat(json(report)).doesNotContain("validation");
        assertThat(report.value(Metric.VALIDATION_LOSS)).isEmpty();
        assertThat(report.value(Metric.VALIDATION_ACCURACY)).isEmpty();
    }

    @Test
    void whatIsNotFiniteIsNullAndNoMetric() {
        MetricsReport report =
                report(
                        true,
                        Stretch.EMPTY.scored(Double.NaN, 1, 2),
                        Optional.of(new Evaluation(Double.POSITIVE_INFINITY, 1, 2)));

        assertThat(json(report)).contains("\"training\":{\"loss\":null,\"accuracy\":0.5");
        assertThat(json(report)).contains("\"validation\":{\"loss\":null,\"accuracy\":0.5");
        assertThat(report.finiteMetrics())
                .isEqualTo(Map.of("training.accuracy", 0.5, "validation.accuracy", 0.5));
    }

    @Test
    void aStretchWithoutTrainingHasNoTrainingLoss() {
        assertThat(
                        report(true, Stretch.EMPTY.heldOutCame(), EVALUATION)
                                .value(Metric.TRAINING_LOSS))
                .isEmpty();
        assertThat(
                        report(true, Stretch.EMPTY.refused(), EVALUATION)
                                .value(Metric.TRAINING_LOSS)
                                .getAsDouble())
                .isNaN();
    }

    @Test
    void givesTheMetricThatEarlyStoppingAsksFor() {
        MetricsReport report = report(true, STRETCH, EVALUATION);

        assertThat(report.value(Metric.TRAINING_LOSS)).hasValue(0.5);
        assertThat(report.value(Metric.VALIDATION_LOSS)).hasValue(0.25);
        assertThat(report.value(Metric.VALIDATION_ACCURACY)).hasValue(0.9);
    }

    private static MetricsReport report(
            boolean classification, Stretch stretch, Optional<Evaluation> validation) {
        return new MetricsReport(
                "m",
                classification,
                20,
                640,
                3,
                Optional.of(1_700_000_000_000L),
                0.001,
                stretch,
                validation);
    }

    private static String json(MetricsReport report) {
        return new String(report.toJson(), StandardCharsets.UTF_8);
    }
}
