package dev.gradstream.model.eval.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradstream.model.eval.measure.Figures;
import dev.gradstream.model.eval.measure.Horizon;
import dev.gradstream.model.eval.measure.Task;
import dev.gradstream.model.eval.metric.ScoredRows;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class BaselinesTest {
    private static final Task COLOURS = Task.classes(List.of("red", "green", "blue"));

    private static ScoredRows actual(double... targets) {
        ScoredRows rows = new ScoredRows(targets.length, 0);
        for (double target : targets) {
            rows.add(target, 99);
        }
        return rows;
    }

    private static double value(Baselines baselines, String baseline, String metric) {
        Figures figures = baselines.figures().get(baseline);
        return figures.value(metric).orElse(Double.NaN);
    }

    @Test
    void eachTargetIsPredictedBeforeItIsTakenIn() {
        Baselines baselines = new Baselines(new Horizon.SinceReport(), COLOURS);

        baselines.add(actual(0, 0, 1, 1, 1, 2, 1));

        // Predicted from the second on: no change 0 0 1 1 1 2, majority 0 0 0 0 1 1.
        assertThat(value(baselines, "no_change", "accuracy")).isEqualTo(3.0 / 6);
        assertThat(value(baselines, "majority", "accuracy")).isEqualTo(2.0 / 6);
    }

    @Test
    void rowsMayHaveScoresBesidesAlsoOverAWindow() {
        Baselines plain = new Baselines(new Horizon.Window(4), COLOURS);
        Baselines scored = new Baselines(new Horizon.Window(4), COLOURS);
        ScoredRows rows = new ScoredRows(7, 3);
        for (double target : new double[] {0, 0, 1, 1, 1, 2, 1}) {
            rows.add(target, 99);
        }

        plain.add(actual(0, 0, 1, 1, 1, 2, 1));
        scored.add(rows);
        rows.clear();
        rows.add(2, 99);
        plain.add(actual(2));
        scored.add(rows);

        // The last four are 1 2 1 2: no change says 1 1 2 1, majority 0 1 1 1.
        assertThat(scored.figures()).isEqualTo(plain.figures());
        assertThat(value(scored, "no_change", "accuracy")).isEqualTo(1.0 / 4);
        assertThat(value(scored, "majority", "accuracy")).isEqualTo(1.0 / 4);
    }

    @Test
    void numbersAreHeldAgainstTheLastAndTheMean() {
        Baselines baselines = new Baselines(new Horizon.SinceReport(), Task.number());

        baselines.add(actual(2, 4, 9));

        // No change is off by 2 and 5, the mean (2, then 3) by 2 and 6.
        assertThat(value(baselines, "no_change", "mae")).isEqualTo(3.5);
        assertThat(value(baselines, "mean", "mae")).isEqualTo(4);
        assertThat(value(baselines, "mean", "rmse")).isCloseTo(Math.sqrt(20), within(1e-12));
    }

    @Test
    void columnsAreHeldApartAlsoWhereAnExampleComesInTwoCalls() {
        Task columns = new Task(List.of(), 2, false, OptionalDouble.empty());
        Baselines baselines = new Baselines(new Horizon.SinceReport(), columns);

        baselines.add(actual(1, 100, 1));
        baselines.add(actual(100, 1, 100));

        assertThat(value(baselines, "no_change", "mae")).isZero();
    }

    @Test
    void aReportBeginsAnewButForgetsNoTarget() {
        Baselines baselines = new Baselines(new Horizon.SinceReport(), COLOURS);
        baselines.add(actual(2, 2, 0));
        baselines.reported();

        assertThat(value(baselines, "no_change", "accuracy")).isNaN();
        baselines.add(actual(0, 2));
        assertThat(value(baselines, "no_change", "accuracy")).isEqualTo(0.5);
        assertThat(value(baselines, "majority", "accuracy")).isEqualTo(0.5);
    }

    @Test
    void aStateGoesOnAndOneOfAnotherTaskIsLeftAside() {
        Baselines before = new Baselines(new Horizon.Fading(0.9), COLOURS);
        before.add(actual(0, 1, 1, 2));
        Baselines after = new Baselines(new Horizon.Fading(0.9), COLOURS);
        after.load(before.state());
        before.add(actual(2, 1, 1));
        after.add(actual(2, 1, 1));
        assertThat(after.figures()).isEqualTo(before.figures());

        Baselines number = new Baselines(new Horizon.Fading(0.9), Task.number());
        number.load(before.state());
        number.add(actual(5));
        assertThat(value(number, "no_change", "mae")).isNaN();
    }
}
