package dev.gradstream.job.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One record of the metrics topic.
 *
 * @param step optimizer steps taken
 * @param examples examples learnt from
 * @param training of the stretch since the report before, each example scored before it was learnt
 * @param validation of the hold-out window, at its last evaluation; empty before the first
 */
public record Report(long step, long examples, Scores training, Optional<Scores> validation) {

    /**
     * How well the model does.
     *
     * @param accuracy share of right classes; empty for a regression
     */
    public record Scores(double loss, OptionalDouble accuracy) {}

    /**
     * Reads a record's value.
     *
     * @throws IOException if it is no report
     */
    static Report read(byte[] json) throws IOException {
        Map<String, JsonNode> fields = FlatJson.read(json);
        if (!fields.containsKey("step") || !fields.containsKey("examples")) {
            throw new IOException("a report names its step and examples");
        }
        return new Report(
                fields.get("step").asLong(),
                fields.get("examples").asLong(),
                scores("training", fields).orElse(new Scores(Double.NaN, OptionalDouble.empty())),
                scores("validation", fields));
    }

    private static Optional<Scores> scores(String split, Map<String, JsonNode> fields) {
        OptionalDouble loss = number(split + ".loss", fields);
        return loss.isEmpty()
                ? Optional.empty()
                : Optional.of(new Scores(loss.getAsDouble(), number(split + ".accuracy", fields)));
    }

    private static OptionalDouble number(String name, Map<String, JsonNode> fields) {
        JsonNode value = fields.get(name);
        return value == null || !value.isNumber()
                ? OptionalDouble.empty()
                : OptionalDouble.of(value.doubleValue());
    }
}
