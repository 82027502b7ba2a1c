package dev.gradstream.model.eval.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gradstream.model.eval.measure.Figures.OfClass;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Figures are scikit-learn's. */
class GoldenMetricsTest {
    private static final double TOLERANCE = 1e-9;

    /** Counted in buckets: how exact that is, ScoreBucketsTest tells. */
    private static final String AREA = "roc_auc";

    static Stream<GoldenMetrics> unfaded() {
        return GoldenMetrics.cases().filter(golden -> golden.factor() == 1);
    }

    static Stream<GoldenMetrics> faded() {
        return GoldenMetrics.cases().filter(golden -> golden.factor() < 1);
    }

    @ParameterizedTest
    @MethodSource("unfaded")
    void ofRowsThatCountTheSame(GoldenMetrics golden) {
        Measurement measurement =
                Measurement.ofRows(golden.task(), golden.measures(), golden.rows());
        measurement.add(golden.scored(0, golden.rows()));

        assertAgrees(measurement.figures(), golden, true);
    }

    @ParameterizedTest
    @MethodSource("unfaded")
    void ofAStreamSinceTheLastReport(GoldenMetrics golden) {
        Prequential stream = stream(new Horizon.SinceReport(), golden);

        assertAgrees(stream.figures(), golden, false);
    }

    @ParameterizedTest
    @MethodSource("unfaded")
    void ofAWindowThatAllRowsFitInto(GoldenMetrics golden) {
        Prequential stream = stream(new Horizon.Window(golden.rows()), golden);

        assertAgrees(stream.figures(), golden, true);
    }

    @ParameterizedTest
    @MethodSource("faded")
    void ofRowsThatFade(GoldenMetrics golden) {
        Prequential stream = stream(new Horizon.Fading(golden.factor()), golden);

        assertAgrees(stream.figures(), golden, false);
    }

    private static Prequential stream(Horizon horizon, GoldenMetrics golden) {
        Prequential stream = Prequential.of(horizon, golden.task(), golden.measures());
        for (int from = 0; from < golden.rows(); from += 7) {
            stream.add(golden.scored(from, Math.min(from + 7, golden.rows())));
        }
        return stream;
    }

    private static void assertAgrees(Figures figures, GoldenMetrics golden, boolean withArea) {
        JsonNode expected = golden.json().get("figures");
        expected.properties()
                .forEach(
                        figure -> {
                            if (withArea || !figure.getKey().equals(AREA)) {
                                assertValue(figures, figure.getKey(), figure.getValue());
                            }
                        });
        assertThat(expected.size()).isEqualTo(figures.values().size());
        if (golden.classes() > 0) {
            assertByClass(figures, golden.json().get("by_class"));
            assertConfusion(figures, golden.json().get("confusion"));
        }
    }

    private static void assertValue(Figures figures, String name, JsonNode expected) {
        if (expected.isNull()) {
            assertThat(figures.value(name)).as(name).isEmpty();
        } else {
            double value = expected.asDouble();
            assertThat(figures.value(name).orElseThrow())
                    .as(name)
                    .isCloseTo(value, within(TOLERANCE * Math.max(1, Math.abs(value))));
        }
    }

    private static void assertByClass(Figures figures, JsonNode expected) {
        for (int c = 0; c < expected.size(); c++) {
            OfClass found = figures.byClass().get(c);
            assertThat(found.precision())
                    .isCloseTo(expected.get(c).get(0).asDouble(), within(1e-9));
            assertThat(found.recall()).isCloseTo(expected.get(c).get(1).asDouble(), within(1e-9));
            assertThat(found.f1()).isCloseTo(expected.get(c).get(2).asDouble(), within(1e-9));
        }
    }

    /** Faded counts have a unit of their own: their shares are compared. */
    private static void assertConfusion(Figures figures, JsonNode expected) {
        double total = 0;
        double found = 0;
        for (int actual = 0; actual < expected.size(); actual++) {
            for (int predicted = 0; predicted < expected.size(); predicted++) {
                total += expected.get(actual).get(predicted).asDouble();
                found += figures.confusion().get(actual).get(predicted);
            }
        }
        for (int actual = 0; actual < expected.size(); actual++) {
            for (int predicted = 0; predicted < expected.size(); predicted++) {
                assertThat(figures.confusion().get(actual).get(predicted) / found)
                        .isCloseTo(
                                expected.get(actual).get(predicted).asDouble() / total,
                                within(1e-9));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("unfaded")
    void ofNoRowsThereIsNone(GoldenMetrics golden) {
        Measurement measurement = Measurement.ofRows(golden.task(), golden.measures(), 1);

        for (Map.Entry<String, Double> figure : measurement.figures().values().entrySet()) {
            assertThat(figure.getValue()).as(figure.getKey()).isNaN();
        }
    }
}
