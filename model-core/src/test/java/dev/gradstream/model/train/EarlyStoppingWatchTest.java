package dev.gradstream.model.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.model.eval.measure.Figures;
import dev.gradstream.model.learn.Evaluation;
import dev.gradstream.model.learn.StateDict;
import dev.gradstream.model.learn.StateDict.Parameter;
import dev.gradstream.model.learn.scaler.ScalerStates;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping.Action;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping.Metric;
import dev.gradstream.model.snapshot.ModelDesign;
import dev.gradstream.model.snapshot.Snapshot;
import dev.gradstream.model.train.EarlyStoppingWatch.Models;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EarlyStoppingWatchTest {

    @Test
    void tellsImprovementsAndTheEnd() {
        EarlyStoppingWatch watch = new EarlyStoppingWatch(rule(2, true));

        assertThat(observe(watch, 1, 0.5))
                .contains("validation.loss is 0.500000 at the first evaluation");
        assertThat(observe(watch, 2, 0.25))
                .contains("validation.loss improved from 0.500000 to 0.250000");
        assertThat(observe(watch, 3, 0.75)).isEmpty();
        assertThat(observe(watch, 4, 0.5))
                .contains(
                        "validation.loss has not improved on 0.250000 for 2 evaluations; learning"
                                + " ends and the parameters of step 2 are restored");
        assertThat(watch.stopped()).isTrue();
        assertThat(watch.best()).map(Snapshot::step).contains(2L);
        assertThat(observe(watch, 5, 0.1)).isEmpty();
    }

    @Test
    void keepsNoModelThatWillNotBeRestored() {
        EarlyStoppingWatch watch = new EarlyStoppingWatch(rule(1, false));

        observe(watch, 1, 0.5);
        assertThat(watch.best()).isEmpty();
        assertThat(observe(watch, 2, 0.5))
                .hasValueSatisfying(m -> assertThat(m).endsWith("parameters stay as they are"));
    }

    @Test
    void theBestIsComparedOnThePresentExamples() {
        EarlyStoppingWatch watch = new EarlyStoppingWatch(rule(2, true));

        observe(watch, 1, 0.01);
        assertThat(observe(watch, 2, 0.5, models(model(2), anew(0.75))))
                .contains("validation.loss improved from 0.750000 to 0.500000");
        assertThat(watch.best()).map(Snapshot::step).contains(2L);
        assertThat(observe(watch, 3, 0.4, models(model(3), anew(0.3)))).isEmpty();
        assertThat(observe(watch, 4, 0.3, models(model(4), anew(0.2))))
                .hasValueSatisfying(m -> assertThat(m).contains("not improved on 0.200000 for 2"));
    }

    @Test
    void anyFiniteLossBeatsABestWhoseLossHasBecomeInfinite() {
        EarlyStoppingWatch watch = new EarlyStoppingWatch(rule(1, true));

        observe(watch, 1, 0.01);
        assertThat(observe(watch, 2, 9, models(model(2), anew(Double.POSITIVE_INFINITY))))
                .isPresent();
        assertThat(watch.best()).map(Snapshot::step).contains(2L);
    }

    @Test
    void comparesOnThePresentExamplesWithoutRestoringToo() {
        EarlyStoppingWatch watch = new EarlyStoppingWatch(rule(1, false));

        observe(watch, 1, 0.01);
        assertThat(observe(watch, 2, 0.5, models(model(2), anew(0.75)))).isPresent();
    }

    @Test
    void parametersThatAreNotFiniteAreNeverTheBest() {
        EarlyStoppingWatch watch = new EarlyStoppingWatch(rule(2, true));
        observe(watch, 1, 0.5);

        assertThat(observe(watch, 2, 0.25, models(model(2, Float.NaN), anew(0.5)))).isEmpty();
        assertThat(watch.best()).map(Snapshot::step).contains(1L);
        observe(watch, 3, 0.25, models(model(3, Float.NEGATIVE_INFINITY), anew(0.5)));
        assertThat(watch.stopped()).isTrue();
    }

    @Test
    void aReportWithoutTheMetricSaysNothing() {
        EarlyStoppingWatch watch = new EarlyStoppingWatch(rule(1, true));

        for (int i = 0; i < 10; i++) {
            assertThat(watch.observe(report(1, Optional.empty()), unchanged(1))).isEmpty();
        }
        assertThat(watch.stopped()).isFalse();
    }

    @Test
    void signalsAreOneObject() {
        EarlyStoppingWatch watch = new EarlyStoppingWatch(rule(1, true));
        Signal signal =
                watch.observe(report(40, Optional.of(new Evaluation(0.5, 1, 2))), unchanged(40))
                        .orElseThrow();

        assertThat(new String(signal.toJson(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"model\":\"m\",\"signal\":\"improved\",\"step\":40,\"examples\":1280,"
                                + "\"metric\":\"validation.loss\",\"value\":0.5,\"best\":0.5,"
                                + "\"message\":\"validation.loss is 0.500000 at the first"
                                + " evaluation\"}");
    }

    @Test
    void aFileThatReducesTheRateInsteadLearnsAgain() {
        EarlyStoppingWatch stopped = new EarlyStoppingWatch(rule(1, true));
        observe(stopped, 1, 0.5);
        observe(stopped, 2, 0.6);
        assertThat(stopped.stopped()).isTrue();

        EarlyStopping reducing =
                new EarlyStopping(Metric.VALIDATION_LOSS, 1, 0, true, Action.REDUCE_LR);
        assertThat(new EarlyStoppingWatch(rule(1, true), stopped.state()).stopped()).isTrue();
        assertThat(new EarlyStoppingWatch(reducing, stopped.state()).stopped()).isFalse();
    }

    private static EarlyStopping rule(int patience, boolean restoreBest) {
        return new EarlyStopping(Metric.VALIDATION_LOSS, patience, 0, restoreBest, Action.FREEZE);
    }

    private static Optional<String> observe(EarlyStoppingWatch watch, long step, double loss) {
        return observe(watch, step, loss, unchanged(step));
    }

    private static Optional<String> observe(
            EarlyStoppingWatch watch, long step, double loss, Models models) {
        return watch.observe(report(step, Optional.of(new Evaluation(loss, 1, 2))), models)
                .map(Signal::message);
    }

    private static Models unchanged(long step) {
        return models(model(step), Optional.empty());
    }

    private static Models models(Snapshot present, Optional<Evaluation> keptAnew) {
        return new Models() {
            @Override
            public Snapshot present() {
                return present;
            }

            @Override
            public Optional<Evaluation> evaluateAnew(Snapshot kept) {
                return keptAnew;
            }
        };
    }

    private static Optional<Evaluation> anew(double loss) {
        return Optional.of(new Evaluation(loss, 1, 2));
    }

    private static MetricsReport report(long step, Optional<Evaluation> validation) {
        return new MetricsReport(
                "m",
                step,
                32 * step,
                0,
                Optional.empty(),
                0.1,
                Stretch.EMPTY,
                Figures.NONE,
                Map.of(),
                validation);
    }

    private static Snapshot model(long step) {
        return model(step, 1);
    }

    private static Snapshot model(long step, float parameter) {
        return new Snapshot(
                "m",
                0,
                step,
                32 * step,
                Map.of(),
                List.of(),
                ModelDesign.UNKNOWN,
                ScalerStates.NONE,
                new StateDict(
                        List.of(new Parameter("0.bias", List.of(1), new float[] {parameter}))));
    }
}
