package dev.gradstream.model.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.Scaling;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.eval.EarlyStopping.Direction;
import dev.gradstream.model.eval.measure.Horizon;
import dev.gradstream.model.eval.measure.Horizon.Fading;
import dev.gradstream.model.eval.measure.Horizon.SinceReport;
import dev.gradstream.model.eval.measure.Horizon.Window;
import dev.gradstream.model.eval.measure.Measure;
import dev.gradstream.model.eval.measure.Measure.Kind;
import dev.gradstream.model.loss.CrossEntropyLoss;
import dev.gradstream.model.loss.HingeLoss;
import dev.gradstream.model.loss.QuantileLoss;
import dev.gradstream.model.nn.Dropout;
import dev.gradstream.model.nn.Linear;
import dev.gradstream.model.nn.ReLU;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping.Action;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a trainer measures, reports and goes on with. */
class TrainerMetricsTest {
    private static final double LN2 = Math.log(2);

    private final Blobs blobs = new Blobs(3);
    private final RecordingOutput output = new RecordingOutput();

    @Test
    void measuresClassesByDefault() {
        run(new PipelineFixture().build(), 40);

        assertThat(names("training"))
                .containsExactly("loss", "accuracy", "f1_macro", "examples", "refused_steps");
        assertThat(names("validation"))
                .containsExactly("loss", "accuracy", "f1_macro", "roc_auc", "log_loss", "examples");
        // Of BCEWithLogitsLoss the log loss is the loss, and two even classes overlap alike.
        assertThat(number("validation", "log_loss"))
                .isCloseTo(number("validation", "loss"), within(1e-6));
        assertThat(number("validation", "f1_macro"))
                .isCloseTo(number("validation", "accuracy"), within(0.02));
        assertThat(number("validation", "roc_auc")).isBetween(0.9, 1.0);
        assertThat(output.lastSnapshot().decode().metrics())
                .containsKeys("validation.f1_macro", "validation.roc_auc", "training.f1_macro");
    }

    @Test
    void measuresNumbersByDefault() {
        run(new PipelineFixture().regression().build(), 40);

        assertThat(names("training"))
                .containsExactly("loss", "mae", "rmse", "r2", "examples", "refused_steps");
        assertThat(names("validation")).containsExactly("loss", "mae", "rmse", "r2", "examples");
        double rmse = number("validation", "rmse");
        assertThat(rmse * rmse).isCloseTo(number("validation", "loss"), within(1e-6));
        assertThat(number("validation", "r2")).isBetween(0.3, 1.0);
    }

    @Test
    void holdsTheLossOfClassesAgainstTheirEntropy() {
        run(new PipelineFixture().build(), 40);

        assertThat(baseline(output.metrics.get(0), "majority")).isCloseTo(LN2, within(1e-6));
        // Two even classes, so what is known of them makes no difference.
        assertThat(baseline(output.lastMetrics(), "majority")).isCloseTo(LN2, within(0.05));
        assertThat(number("training", "loss")).isLessThan(LN2 / 2);
    }

    @Test
    void holdsTheLossOfScaledNumbersAgainstTheirVariance() {
        run(new PipelineFixture().regression().targetScaling(Scaling.STANDARD).build(), 40);

        assertThat(output.metrics.get(0).at("/baseline/mean").has("loss")).isFalse();
        assertThat(baseline(output.lastMetrics(), "mean")).isCloseTo(1, within(0.2));
    }

    private static double baseline(JsonNode report, String name) {
        return report.at("/baseline/" + name + "/loss").doubleValue();
    }

    @Test
    void aQuantileIsCovered() {
        run(new PipelineFixture().classes().loss(new QuantileLoss(0.9)).build(), 200);

        assertThat(number("training", "coverage")).isBetween(0.75, 1.0);
    }

    @Test
    void aMarginHasAnAreaButNoLogLoss() {
        run(new PipelineFixture().loss(new HingeLoss()).build(), 40);

        assertThat(number("validation", "roc_auc")).isBetween(0.9, 1.0);
        assertThat(names("validation")).doesNotContain("log_loss");
    }

    @Test
    void aTargetOfZeroAndOneIsTwoClasses() {
        run(new PipelineFixture().classes().build(), 40);

        assertThat(number("validation", "accuracy")).isGreaterThan(0.8);
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void figuresOfClassesAreNamedByTheirLabels(boolean dropout) {
        PipelineFixture fixture =
                new PipelineFixture()
                        .loss(new CrossEntropyLoss())
                        .validationMetrics(Measure.of(Kind.CONFUSION), Measure.of(Kind.BY_CLASS))
                        .trainingMetrics(
                                new SinceReport(),
                                Measure.of(Kind.CONFUSION),
                                Measure.of(Kind.ROC_AUC),
                                Measure.of(Kind.LOG_LOSS));
        run(
                dropout
                        ? fixture.model(
                                        new Linear(8, true),
                                        new ReLU(),
                                        new Dropout(0.1),
                                        new Linear(2, true))
                                .build()
                        : fixture.model(new Linear(2, true)).build(),
                40);

        JsonNode validation = output.lastMetrics().get("validation");
        assertThat(validation.at("/by_class/left/f1").asDouble()).isGreaterThan(0.7);
        assertThat(total(validation.get("confusion")))
                .isEqualTo(validation.get("examples").asInt());
        JsonNode training = output.lastMetrics().get("training");
        assertThat(total(training.get("confusion"))).isEqualTo(5 * 16);
        assertThat(
                        training.at("/confusion/left/left").asInt()
                                + training.at("/confusion/right/right").asInt())
                .isEqualTo((int) Math.round(80 * training.get("accuracy").asDouble()));
        // Both are of the model before each step, in evaluation mode.
        assertThat(training.get("log_loss").asDouble())
                .isCloseTo(training.get("loss").asDouble(), within(1e-6));
        assertThat(training.get("roc_auc").asDouble()).isGreaterThan(0.8);
    }

    @Test
    void aWindowOutlastsReports() {
        run(
                new PipelineFixture()
                        .trainingMetrics(new Window(200), Measure.of(Kind.CONFUSION))
                        .build(),
                11);

        JsonNode training = output.lastMetrics().get("training");
        assertThat(training.get("examples").asInt()).isEqualTo(16);
        assertThat(total(training.get("confusion"))).isEqualTo(11 * 16);
    }

    @ParameterizedTest
    @CsvSource({
        "validation.f1_macro, false",
        "validation.roc_auc, false",
        "training.cohen_kappa, false",
        "validation.r2, true",
        "validation.rmse, true",
        "training.mae, true"
    })
    void earlyStoppingWatchesAnyOfThem(String name, boolean regression) {
        Metric metric = Metric.named(name).orElseThrow();
        PipelineFixture fixture =
                new PipelineFixture()
                        .earlyStopping(new EarlyStopping(metric, 3, 0, true, Action.FREEZE));
        try (Trainer trainer = trainer(regression ? fixture.regression() : fixture)) {
            trainer.accept(blobs.next(Split.VALIDATION, 100));
            for (int i = 0; i < 100; i++) {
                trainer.accept(blobs.next(Split.TRAINING, 16));
            }
            for (int i = 0; i < 200; i++) {
                trainer.accept(blobs.nextMislabelled(16));
            }
        }

        JsonNode stop = output.signals("early-stop").get(0);
        assertThat(stop.get("metric").asText()).isEqualTo(name);
        List<Double> improvements =
                output.signals("improved").stream().map(s -> s.get("value").asDouble()).toList();
        assertThat(improvements.get(improvements.size() - 1))
                .isEqualTo(stop.get("best").asDouble());
        boolean lowerIsBetter = metric.direction() == Direction.LOWER_IS_BETTER;
        assertThat(Math.signum(stop.get("value").asDouble() - stop.get("best").asDouble()))
                .isIn(lowerIsBetter ? 1.0 : -1.0, 0.0);
        assertThat(improvements)
                .isSortedAccordingTo(
                        lowerIsBetter ? Comparator.reverseOrder() : Comparator.naturalOrder());
    }

    static Stream<Horizon> horizons() {
        return Stream.of(new SinceReport(), new Fading(0.99), new Window(50));
    }

    @ParameterizedTest
    @MethodSource("horizons")
    void restoredAtEachBatchItSaysAndHoldsTheSame(Horizon horizon) {
        Pipeline pipeline =
                new PipelineFixture()
                        .trainingMetrics(
                                horizon,
                                Measure.of(Kind.F1_MACRO),
                                Measure.of(Kind.CONFUSION),
                                Measure.of(Kind.ROC_AUC),
                                Measure.of(Kind.LOG_LOSS))
                        .build();
        List<MiniBatch> stream = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            stream.add(blobs.next(Split.VALIDATION, 4));
            stream.add(blobs.next(Split.TRAINING, 7 + i));
        }
        RecordingOutput disturbed = new RecordingOutput();

        Trainer whole = Trainer.create(pipeline, Optional.empty(), 1, output);
        Trainer killed = Trainer.create(pipeline, Optional.empty(), 1, disturbed);
        for (MiniBatch batch : stream) {
            byte[] state = killed.state();
            killed.close();
            killed = Trainer.restore(pipeline, state, disturbed);
            whole.accept(batch);
            killed.accept(batch);
            assertThat(killed.state()).isEqualTo(whole.state());
        }
        whole.finish();
        killed.finish();
        assertThat(disturbed.log).isEqualTo(output.log);
        whole.close();
        killed.close();
    }

    @Test
    void overAnotherHorizonFiguresBeginAnew() {
        Measure confusion = Measure.of(Kind.CONFUSION);
        byte[] state;
        try (Trainer trainer =
                trainer(new PipelineFixture().trainingMetrics(new Window(100), confusion))) {
            trainer.accept(blobs.next(Split.TRAINING, 16));
            state = trainer.state();
        }
        Pipeline changed =
                new PipelineFixture().trainingMetrics(new Window(200), confusion).build();
        try (Trainer trainer = Trainer.restore(changed, state, output)) {
            trainer.accept(blobs.next(Split.TRAINING, 10));
            trainer.finish();
        }

        JsonNode training = output.lastMetrics().get("training");
        assertThat(total(training.get("confusion"))).isEqualTo(10);
        assertThat(training.get("examples").asInt()).isEqualTo(26);
    }

    private void run(Pipeline pipeline, int batches) {
        try (Trainer trainer = Trainer.create(pipeline, Optional.empty(), 1, output)) {
            trainer.accept(blobs.next(Split.VALIDATION, 100));
            for (int i = 0; i < batches; i++) {
                trainer.accept(blobs.next(Split.TRAINING, 16));
            }
            trainer.finish();
        }
    }

    private Trainer trainer(PipelineFixture fixture) {
        return Trainer.create(fixture.build(), Optional.empty(), 1, output);
    }

    private List<String> names(String part) {
        List<String> names = new ArrayList<>();
        output.lastMetrics().get(part).fieldNames().forEachRemaining(names::add);
        return names;
    }

    private double number(String part, String name) {
        return output.lastMetrics().get(part).get(name).asDouble();
    }

    private static int total(JsonNode confusion) {
        int total = 0;
        for (JsonNode actual : confusion) {
            for (JsonNode count : actual) {
                total += count.intValue();
            }
        }
        return total;
    }
}
