package dev.gradstream.model.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.model.data.Split;
import dev.gradstream.model.eval.measure.Figures;
import dev.gradstream.model.eval.measure.Figures.OfClass;
import dev.gradstream.model.eval.measure.Measure;
import dev.gradstream.model.eval.measure.Measure.Kind;
import dev.gradstream.model.learn.Evaluation;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping.Metric;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricsReportTest {
    private static final Stretch STRETCH = Stretch.EMPTY.scored(0.5, 24, 32).refused();
    private static final Figures TRAINING = accuracy(0.75);
    private static final Optional<Evaluation> EVALUATION =
            Optional.of(new Evaluation(0.25, 9, 10).with(accuracy(0.9)));

    @Test
    void writesOneObject() {
        assertThat(json(report(STRETCH, TRAINING, EVALUATION)))
                .isEqualTo(
                        "{\"model\":\"m\",\"step\":20,\"examples\":640,\"version\":3,"
                                + "\"event_time\":1700000000000,\"learning_rate\":0.001,"
                                + "\"training\":{\"loss\":0.5,\"accuracy\":0.75,\"examples\":32,"
                                + "\"refused_steps\":1},"
                                + "\"validation\":{\"loss\":0.25,\"accuracy\":0.9,"
                                + "\"examples\":10}}");
    }

    @Test
    void writesFiguresOfClassesByTheirLabels() {
        Figures figures =
                new Figures(
                        Map.of(),
                        List.of(new OfClass(0.5, 0.25, 1 / 3.0, 8), new OfClass(0, 0, 0, 0.5)),
                        List.of(List.of(2.0, 6.0), List.of(0.25, 0.25)),
                        List.of("cat", "dog.puppy"));

        assertThat(json(report(STRETCH, figures, Optional.empty())))
                .contains(
                        "\"by_class\":{\"cat\":{\"precision\":0.5,\"recall\":0.25,"
                                + "\"f1\":0.3333333333333333,\"examples\":8},"
                                + "\"dog.puppy\":{\"precision\":0.0,\"recall\":0.0,\"f1\":0.0,"
                                + "\"examples\":0.5}},"
                                + "\"confusion\":{\"cat\":{\"cat\":2,\"dog.puppy\":6},"
                                + "\"dog.puppy\":{\"cat\":0.25,\"dog.puppy\":0.25}},"
                                + "\"examples\":32");
    }

    @Test
    void namesEverythingFinite() {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("rmse", 2.5);
        values.put("mae", Double.POSITIVE_INFINITY);
        values.put("r2", Double.NaN);
        Figures figures = new Figures(values, List.of(), List.of(), List.of());
        MetricsReport report =
                report(STRETCH, TRAINING, Optional.of(new Evaluation(0.25, 0, 10).with(figures)));

        assertThat(json(report))
                .contains(
                        "\"validation\":{\"loss\":0.25,\"rmse\":2.5,\"mae\":null,\"examples\":10}");
        assertThat(report.finiteMetrics())
                .isEqualTo(
                        Map.of(
                                "training.loss",
                                0.5,
                                "training.accuracy",
                                0.75,
                                "validation.loss",
                                0.25,
                                "validation.rmse",
                                2.5));
    }

    @Test
    void withoutHoldOutThereIsNoValidation() {
        MetricsReport report = report(STRETCH, TRAINING, Optional.empty());

        assertThat(json(report)).doesNotContain("validation");
        assertThat(report.value(Metric.VALIDATION_LOSS)).isEmpty();
        assertThat(report.value(Metric.VALIDATION_ACCURACY)).isEmpty();
    }

    @Test
    void aLossThatIsNotFiniteIsNullAndNoMetric() {
        MetricsReport report =
                report(
                        Stretch.EMPTY.scored(Double.NaN, 1, 2),
                        Figures.NONE,
                        Optional.of(new Evaluation(Double.POSITIVE_INFINITY, 1, 2)));

        assertThat(json(report)).contains("\"training\":{\"loss\":null,\"examples\":2");
        assertThat(json(report)).contains("\"validation\":{\"loss\":null,\"examples\":2");
        assertThat(report.finiteMetrics()).isEmpty();
    }

    @Test
    void aStretchWithoutTrainingHasNoTrainingLoss() {
        Stretch heldOut = Stretch.EMPTY.heldOutCame();

        assertThat(report(heldOut, TRAINING, EVALUATION).value(Metric.TRAINING_LOSS)).isEmpty();
        assertThat(
                        report(Stretch.EMPTY.refused(), TRAINING, EVALUATION)
                                .value(Metric.TRAINING_LOSS)
                                .getAsDouble())
                .isNaN();
    }

    @Test
    void givesTheMetricThatEarlyStoppingAsksFor() {
        MetricsReport report = report(STRETCH, TRAINING, EVALUATION);

        assertThat(report.value(Metric.TRAINING_LOSS)).hasValue(0.5);
        assertThat(report.value(training(Kind.ACCURACY))).hasValue(0.75);
        assertThat(report.value(Metric.VALIDATION_LOSS)).hasValue(0.25);
        assertThat(report.value(Metric.VALIDATION_ACCURACY)).hasValue(0.9);
    }

    @Test
    void whatHasNoValueYetSaysNothingUnlessTheLossIsGoneToo() {
        Metric area = training(Kind.ROC_AUC);

        assertThat(report(STRETCH, TRAINING, EVALUATION).value(area)).isEmpty();
        assertThat(
                        report(Stretch.EMPTY.scored(Double.NaN, 0, 1), TRAINING, EVALUATION)
                                .value(area)
                                .getAsDouble())
                .isNaN();
    }

    private static Metric training(Kind kind) {
        return new Metric(Split.TRAINING, Optional.of(Measure.of(kind)));
    }

    private static Figures accuracy(double value) {
        return new Figures(Map.of("accuracy", value), List.of(), List.of(), List.of());
    }

    private static MetricsReport report(
            Stretch stretch, Figures training, Optional<Evaluation> validation) {
        return new MetricsReport(
                "m",
                20,
                640,
                3,
                Optional.of(1_700_000_000_000L),
                0.001,
                stretch,
                training,
                Map.of(),
                validation);
    }

    private static String json(MetricsReport report) {
        return new String(report.toJson(), StandardCharsets.UTF_8);
    }
}
