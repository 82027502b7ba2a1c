package dev.gradstream.model.eval.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gradstream.model.eval.measure.Measure.Kind;
import dev.gradstream.model.eval.metric.ScoredRows;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A case of what {@code golden_metrics.py} wrote. */
record GoldenMetrics(JsonNode json) {

    static Stream<GoldenMetrics> cases() {
        try (InputStream file = GoldenMetrics.class.getResourceAsStream("/golden/metrics.json")) {
            JsonNode cases = new ObjectMapper().readTree(file);
            return StreamSupport.stream(cases.spliterator(), false).map(GoldenMetrics::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int classes() {
        return json.get("classes").asInt();
    }

    int rows() {
        return json.get("actual").size();
    }

    /** Below 1 each row fades with those after it. */
    double factor() {
        return json.get("factor").asDouble();
    }

    Task task() {
        return classes() == 0
                ? new Task(List.of(), 1, false, OptionalDouble.of(0.5))
                : Task.classes(IntStream.range(0, classes()).mapToObj(c -> "c" + c).toList());
    }

    /** Everything that fits the task. */
    List<Measure> measures() {
        List<Measure> measures = new ArrayList<>();
        Arrays.stream(Kind.values())
                .filter(kind -> kind.fits(task()) && kind != Kind.TOP_K)
                .map(Measure::of)
                .forEach(measures::add);
        IntStream.range(1, classes())
                .filter(k -> classes() > 2)
                .mapToObj(Measure::topK)
                .forEach(measures::add);
        return measures;
    }

    /** Some of the rows. */
    ScoredRows scored(int from, int to) {
        ScoredRows rows = new ScoredRows(Math.max(1, to - from), classes());
        for (int row = from; row < to; row++) {
            rows.add(
                    json.get("actual").get(row).asDouble(),
                    json.get("predicted").get(row).asDouble());
            for (int c = 0; c < classes(); c++) {
                rows.values()[rows.lastScores() + c] =
                        json.get("scores").get(row).get(c).asDouble();
            }
        }
        return rows;
    }

    @Override
    public String toString() {
        return json.get("name").asText();
    }
}
