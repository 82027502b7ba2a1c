package dev.gradstream.job.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * One record of the metrics topic.
 *
 * @param step optimizer steps taken
 * @param examples examples learnt from
 * @param version the last published version; 0 before any
 * @param training of the stretch since the report before, each example scored before it was learnt;
 *     NaN where nothing was scored
 * @param validation of the hold-out window, at its last evaluation; empty before the first
 * @param test of the published version; empty in a report of anything else
 */
public record Report(
        long step,
        long examples,
        long version,
        Scores training,
        Optional<Scores> validation,
        Optional<Scores> test) {

    /**
     * How well the model does.
     *
     * @param accuracy share of right classes; empty for a number
     * @param r2 share of the variance that is explained; empty for classes, and where there is none
     * @param rmse root of the mean squared error; empty for classes
     */
    public record Scores(
            double loss, OptionalDouble accuracy, OptionalDouble r2, OptionalDouble rmse) {

        /** The loss alone. */
        public static Scores ofLoss(double loss) {
            OptionalDouble none = OptionalDouble.empty();
            return new Scores(loss, none, none, none);
        }
    }

    /**
     * Reads a record's value.
     *
     * @throws IOException if it is no report
     */
    public static Report read(byte[] json) throws IOException {
        Map<String, JsonNode> fields = FlatJson.read(json);
        if (!fields.keySet().containsAll(Set.of("step", "examples", "version"))) {
            throw new IOException("a report names its step, examples and version");
        }
        return new Report(
                fields.get("step").asLong(),
                fields.get("examples").asLong(),
                fields.get("version").asLong(),
                scores("training", fields).orElse(Scores.ofLoss(Double.NaN)),
                scores("validation", fields),
                scores("test", fields));
    }

    private static Optional<Scores> scores(String split, Map<String, JsonNode> fields) {
        OptionalDouble loss = number(split + ".loss", fields);
        return loss.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Scores(
                                loss.getAsDouble(),
                                number(split + ".accuracy", fields),
                                number(split + ".r2", fields),
                                number(split + ".rmse", fields)));
    }

    private static OptionalDouble number(String name, Map<String, JsonNode> fields) {
        JsonNode value = fields.get(name);
        return value == null || !value.isNumber()
                ? OptionalDouble.empty()
                : OptionalDouble.of(value.doubleValue());
    }
}
