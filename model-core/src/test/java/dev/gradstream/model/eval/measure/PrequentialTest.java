package dev.gradstream.model.eval.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gradstream.model.eval.measure.Horizon.Fading;
import dev.gradstream.model.eval.measure.Horizon.SinceReport;
import dev.gradstream.model.eval.measure.Horizon.Window;
import dev.gradstream.model.eval.metric.ScoredRows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Figures of a stream: over the horizon, in parts, and after a restart. */
class PrequentialTest {
    private static final List<GoldenMetrics> STREAMS =
            GoldenMetrics.cases().filter(golden -> golden.rows() >= 50).toList();

    static Stream<Horizon> horizons() {
        return Stream.of(
                new SinceReport(),
                new Fading(0.5),
                new Fading(0.9),
                new Fading(0.9999),
                new Window(1),
                new Window(7),
                new Window(1000));
    }

    @ParameterizedTest
    @MethodSource("horizons")
    void restoredAnywhereItGoesOnBitForBit(Horizon horizon) {
        Random random = new Random(1);
        for (GoldenMetrics golden : STREAMS) {
            Prequential undisturbed = empty(horizon, golden);
            Prequential restored = empty(horizon, golden);
            for (int row = 0; row < golden.rows(); ) {
                int to = Math.min(golden.rows(), row + 1 + random.nextInt(9));
                undisturbed.add(golden.scored(row, to));
                Prequential next = empty(horizon, golden);
                next.append(restored.state());
                next.add(golden.scored(row, to));
                restored = next;
                row = to;
                assertThat(numbers(restored)).isDeepEqualTo(numbers(undisturbed));
            }
            assertThat(restored.figures()).isEqualTo(undisturbed.figures());
        }
    }

    /** Only the first of three columns is ever right. */
    @Test
    void aHorizonIsOfExamplesHoweverManyColumnsTheyHave() {
        Task task = new Task(List.of("no", "yes"), 3, true, OptionalDouble.empty());
        for (Horizon horizon : List.of(new SinceReport(), new Window(2), new Fading(0.5))) {
            Prequential figures =
                    Prequential.of(horizon, task, List.of(Measure.of(Measure.Kind.ACCURACY)));
            for (int example = 0; example < 40; example++) {
                ScoredRows columns = new ScoredRows(3, 0);
                columns.add(1, 1);
                columns.add(1, 0);
                columns.add(0, 1);
                figures.add(columns);
            }
            // Within an example a factor of 0.5 fades its first column to 0.63 of its last.
            assertThat(figures.figures().value("accuracy").orElseThrow())
                    .as(horizon.toString())
                    .isCloseTo(1 / 3.0, within(horizon instanceof Fading ? 0.08 : 1e-12));
        }
    }

    @ParameterizedTest
    @MethodSource("horizons")
    void consecutivePartsAppendToTheWhole(Horizon horizon) {
        Random random = new Random(2);
        for (GoldenMetrics golden : STREAMS) {
            int first = random.nextInt(golden.rows());
            int second = first + random.nextInt(golden.rows() - first);
            Prequential whole = over(horizon, golden, 0, golden.rows());
            Prequential parts = over(horizon, golden, 0, first);
            parts.append(over(horizon, golden, first, second).state());
            parts.append(over(horizon, golden, second, golden.rows()).state());

            assertSame(parts.figures(), whole.figures());
        }
    }

    @Test
    void partsMergeInAnyOrder() {
        Random random = new Random(3);
        for (GoldenMetrics golden : STREAMS) {
            List<Prequential> parts = new ArrayList<>();
            for (int row = 0; row < golden.rows(); ) {
                int to = Math.min(golden.rows(), row + random.nextInt(20));
                parts.add(over(new SinceReport(), golden, row, to));
                row = to;
            }
            Collections.shuffle(parts, random);
            Prequential merged = empty(new SinceReport(), golden);
            parts.forEach(part -> merged.append(part.state()));

            assertSame(
                    merged.figures(), over(new SinceReport(), golden, 0, golden.rows()).figures());
        }
    }

    @Test
    void aWindowIsTheLastExamplesAndNothingElse() {
        for (GoldenMetrics golden : STREAMS) {
            for (int size : new int[] {1, 2, 10, 49}) {
                Prequential window = empty(new Window(size), golden);
                for (int row = 0; row < golden.rows(); row++) {
                    window.add(golden.scored(row, row + 1));
                    if (row % 10 == 9) {
                        int from = Math.max(0, row + 1 - size);
                        Measurement last =
                                Measurement.ofRows(golden.task(), golden.measures(), size);
                        last.add(golden.scored(from, row + 1));
                        assertSame(window.figures(), last.figures());
                    }
                }
            }
        }
    }

    @Test
    void aLongFadingStreamForgetsItsBeginning() {
        Task task = Task.number();
        List<Measure> measures = Measure.ofTraining(task);
        Prequential fading = Prequential.of(new Fading(0.75), task, measures);
        ScoredRows wrong = new ScoredRows(100, 0);
        ScoredRows nearly = new ScoredRows(100, 0);
        for (int i = 0; i < 100; i++) {
            wrong.add(i, 1e30);
            nearly.add(i % 2, i % 2 + 0.5);
        }
        fading.add(wrong);
        for (int i = 0; i < 1000; i++) {
            fading.add(nearly);
        }

        assertThat(fading.figures().value("mae").orElseThrow()).isCloseTo(0.5, within(1e-12));
        assertThat(fading.figures().value("rmse").orElseThrow()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void onlyFiguresSinceTheReportEndWithIt() {
        GoldenMetrics golden = STREAMS.get(0);
        horizons()
                .forEach(
                        horizon -> {
                            Prequential stream = over(horizon, golden, 0, 50);
                            Figures before = stream.figures();
                            stream.reported();
                            Figures after =
                                    horizon instanceof SinceReport
                                            ? empty(horizon, golden).figures()
                                            : before;
                            assertThat(stream.figures()).isEqualTo(after);
                        });
    }

    @Test
    void whatIsNotFiniteDoesNotLastForEver() {
        Task task = Task.number();
        Prequential fading = Prequential.of(new Fading(0.9), task, Measure.ofTraining(task));
        ScoredRows broken = new ScoredRows(1, 0);
        broken.add(1, Double.POSITIVE_INFINITY);
        ScoredRows sound = new ScoredRows(1, 0);
        sound.add(1, 3);
        fading.add(broken);
        assertThat(fading.figures().value("mae")).hasValue(Double.POSITIVE_INFINITY);
        fading.reported();
        fading.add(sound);

        assertThat(fading.figures().value("mae")).hasValue(2);
    }

    @Test
    void refusesStatesThatAreNotItsOwn() {
        GoldenMetrics golden = STREAMS.get(0);
        Prequential window = over(new Window(7), golden, 0, 20);

        assertThat(window.canTake(over(new Window(8), golden, 0, 20).state())).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> window.append(over(new Fading(0.9), golden, 0, 20).state()))
                .withMessageContaining("cannot take in those of");
        for (Horizon horizon : horizons().toList()) {
            Prequential.State state = over(horizon, golden, 0, 20).state();
            for (int i = 0; i < state.numbers().size(); i++) {
                assertRefused(horizon, golden, without(state, i));
                assertRefused(horizon, golden, with(state, i, new double[] {7, 7, 7}));
            }
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> window.add(new GoldenRows(257).rows()))
                .withMessage("at most 256 rows at a time, got 257");
    }

    /** Rows that are too many. */
    private record GoldenRows(int count) {
        ScoredRows rows() {
            ScoredRows rows = new ScoredRows(count, 0);
            for (int i = 0; i < count; i++) {
                rows.add(0, 0);
            }
            return rows;
        }
    }

    private static void assertRefused(
            Horizon horizon, GoldenMetrics golden, Prequential.State state) {
        assertThatIllegalArgumentException()
                .as("%s %s", horizon, state)
                .isThrownBy(() -> empty(horizon, golden).append(state));
    }

    private static Prequential.State without(Prequential.State state, int removed) {
        List<double[]> numbers = new ArrayList<>(state.numbers());
        numbers.remove(removed);
        return new Prequential.State(state.making(), numbers);
    }

    private static Prequential.State with(Prequential.State state, int at, double[] array) {
        List<double[]> numbers = new ArrayList<>(state.numbers());
        numbers.set(at, array);
        return new Prequential.State(state.making(), numbers);
    }

    private static Prequential empty(Horizon horizon, GoldenMetrics golden) {
        return Prequential.of(horizon, golden.task(), golden.measures());
    }

    private static Prequential over(Horizon horizon, GoldenMetrics golden, int from, int to) {
        Prequential stream = empty(horizon, golden);
        for (int row = from; row < to; row += 13) {
            stream.add(golden.scored(row, Math.min(to, row + 13)));
        }
        return stream;
    }

    private static void assertSame(Figures found, Figures expected) {
        for (Map.Entry<String, Double> figure : expected.values().entrySet()) {
            double value = figure.getValue();
            double tolerance = Double.isNaN(value) ? 0 : 1e-9 * Math.max(1, Math.abs(value));
            assertThat(found.values().get(figure.getKey()))
                    .as(figure.getKey())
                    .isCloseTo(value, within(tolerance));
        }
    }

    private static double[][] numbers(Prequential stream) {
        return stream.state().numbers().toArray(double[][]::new);
    }
}
