package dev.gradstream.job.page.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gradstream.job.run.Circle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HistoryTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private History history;

    @BeforeEach
    void begin() throws Exception {
        history = new History(Circle.pipeline("circle", "nowhere:1").get());
    }

    @Test
    void changesAreToldOnceAndThenAsAPartOfEverything() throws IOException {
        history.report(1000, report(10, "\"loss\":0.5"), true);
        history.signal(1001, signal("drift"));

        JsonNode change = JSON.readTree(history.changes().orElseThrow());

        assertThat(change.at("/points/0/figures/training.loss").asDouble()).isEqualTo(0.5);
        assertThat(change.at("/latest/report/step").asLong()).isEqualTo(10);
        assertThat(change.at("/story/0/signal").asText()).isEqualTo("drift");
        assertThat(change.has("versions")).isFalse();
        assertThat(history.changes()).isEmpty();
        JsonNode everything = JSON.readTree(history.everything());
        assertThat(everything.get("points")).isEqualTo(change.get("points"));
        assertThat(everything.get("latest")).isEqualTo(change.get("latest"));
        assertThat(everything.at("/about/classes/1").asText()).isEqualTo("yes");
    }

    @Test
    void itIsBoundedHoweverMuchComes() throws IOException {
        int size = 0;
        for (int i = 0; i < 100_000; i++) {
            history.report(i, report(i, "\"loss\":0.5"), i % 100 == 0);
            history.signal(i, signal("improved"));
            RecordHeaders headers = new RecordHeaders();
            headers.add("reason", ("REASON_" + i % 20).getBytes(UTF_8));
            history.refusal(headers);
            if (i % 500 == 499) {
                history.changes();
            }
            if (i == 20_000) {
                size = history.everything().length();
            }
        }

        JsonNode everything = JSON.readTree(history.everything());
        assertThat(everything.get("points").size()).isBetween(500, Curve.CAPACITY);
        assertThat(everything.get("stride").asLong()).isEqualTo(128);
        assertThat(everything.get("story")).hasSize(History.MOST_CHAPTERS);
        assertThat(everything.at("/refusals/reasons")).hasSize(History.MOST_REASONS);
        assertThat(everything.at("/refusals/count").asLong()).isEqualTo(100_000);
        assertThat(history.everything().length()).isLessThan(2 * size);
    }

    @Test
    void pointsThatAreKeptAreAsTheyWereReported() throws IOException {
        for (int i = 0; i < 5000; i++) {
            history.report(i, report(i, "\"loss\":" + i), true);
        }

        JsonNode points = JSON.readTree(history.everything()).get("points");
        for (JsonNode point : points) {
            assertThat(point.at("/figures/training.loss").asLong())
                    .isEqualTo(point.get("step").asLong());
        }
        assertThat(points.get(0).get("step").asLong()).isZero();
        assertThat(points.get(points.size() - 1).get("step").asLong()).isGreaterThan(4980);
    }

    @Test
    void workThatIsDoneAgainTakesTheOldOnesPlace() throws IOException {
        for (int step : new int[] {10, 20, 30, 40, 25, 35}) {
            history.report(0, report(step, "\"loss\":" + step), true);
        }

        assertThat(steps()).containsExactly(10L, 20L, 25L, 35L);
    }

    @Test
    void anotherReportOfTheSameStepCompletesTheFirst() throws IOException {
        history.report(0, report(10, "\"loss\":0.5"), true);
        history.report(0, report(10, "\"loss\":null"), true);

        assertThat(steps()).containsExactly(10L);
        JsonNode told = JSON.readTree(history.everything());
        assertThat(told.at("/points/0/figures/training.loss").asDouble()).isEqualTo(0.5);
        assertThat(told.at("/latest/report/training/loss").isNull()).isTrue();
    }

    @Test
    void aTestCompletesTheReportOfItsStep() throws IOException {
        history.report(0, report(10, "\"loss\":0.5"), true);
        history.report(1, test(10, 1), true);

        JsonNode told = JSON.readTree(history.everything());
        assertThat(steps()).containsExactly(10L);
        assertThat(told.at("/points/0/figures"))
                .isEqualTo(JSON.readTree("{\"training.loss\":0.5,\"test.loss\":0.25}"));
        assertThat(told.at("/latest/report/version").asLong()).isEqualTo(1);
        assertThat(told.at("/latest/report/training/loss").asDouble()).isEqualTo(0.5);
        assertThat(told.at("/latest/report/test/loss").asDouble()).isEqualTo(0.25);
    }

    @Test
    void testsStayBesideTheirReportsWhenPointsBecomeTooMany() throws IOException {
        for (int i = 0; i < 5000; i++) {
            history.report(i, report(i, "\"loss\":0.5"), false);
            history.report(i, test(i, i), false);
        }

        JsonNode points = JSON.readTree(history.everything()).get("points");
        assertThat(points.size()).isBetween(500, Curve.CAPACITY);
        for (JsonNode point : points) {
            assertThat(point.get("figures"))
                    .isEqualTo(JSON.readTree("{\"training.loss\":0.5,\"test.loss\":0.25}"));
        }
    }

    @Test
    void theLatestTestCompletesTheReportBeforeItAlsoWhereNeitherIsOnTheCurve() throws IOException {
        for (int i = 0; i <= 5002; i++) {
            history.report(i, report(i, "\"loss\":" + i), false);
        }
        history.report(5003, test(5002, 1), false);
        history.report(5003, "{\"training\":1}".getBytes(UTF_8), false);
        history.report(5004, test(5002, 2), true);

        JsonNode told = JSON.readTree(history.everything());
        assertThat(told.get("stride").asLong()).isEqualTo(8);
        assertThat(told.at("/latest/report/training/loss").asLong()).isEqualTo(5002);
        assertThat(told.at("/latest/report/version").asLong()).isEqualTo(2);
        assertThat(told.at("/latest/report/test/loss").asDouble()).isEqualTo(0.25);
    }

    @Test
    void figuresOfSingleClassesAreNoCurves() throws IOException {
        history.report(
                0,
                report(
                        10,
                        "\"f1\":1,\"by_class\":{\"a\":{\"f1\":1}},\"confusion\":{\"a\":{\"a\":1}}"),
                true);

        assertThat(JSON.readTree(history.everything()).at("/points/0/figures"))
                .isEqualTo(JSON.readTree("{\"training.f1\":1.0}"));
    }

    @Test
    void figuresOfAStrangerAreBoundedToo() throws IOException {
        StringBuilder figures = new StringBuilder("\"a\":0");
        for (int i = 0; i < 10_000; i++) {
            figures.append(",\"f").append(i).append("\":1");
        }
        history.report(0, report(10, figures.toString()), true);

        assertThat(JSON.readTree(history.everything()).at("/points/0/figures"))
                .hasSize(Point.MOST_FIGURES);
    }

    @Test
    void whatIsNoReportIsRefusedAndChangesNothing() {
        for (String text :
                List.of(
                        "",
                        "no",
                        "[]",
                        "{\"step\":1}",
                        "{\"step\":\"1\",\"examples\":1,\"version\":0}")) {
            assertThatThrownBy(() -> history.report(0, text.getBytes(UTF_8), true))
                    .isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> history.report(0, null, true)).isInstanceOf(IOException.class);
        assertThat(history.changes()).isEmpty();
    }

    private List<Long> steps() throws IOException {
        List<Long> steps = new ArrayList<>();
        JSON.readTree(history.everything())
                .get("points")
                .forEach(point -> steps.add(point.get("step").asLong()));
        return steps;
    }

    private static byte[] report(long step, String training) {
        return ("{\"step\":"
                        + step
                        + ",\"examples\":1,\"version\":0,\"event_time\":5,\"training\":{"
                        + training
                        + "}}")
                .getBytes(UTF_8);
    }

    private static byte[] test(long step, long version) {
        return "{\"step\":%d,\"examples\":1,\"version\":%d,\"test\":{\"loss\":0.25}}"
                .formatted(step, version)
                .getBytes(UTF_8);
    }

    private static byte[] signal(String word) {
        return ("{\"step\":1,\"signal\":\"" + word + "\",\"message\":\"m\"}").getBytes(UTF_8);
    }
}
