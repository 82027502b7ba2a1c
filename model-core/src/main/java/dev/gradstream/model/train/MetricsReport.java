package dev.gradstream.model.train;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.eval.measure.Figures;
import dev.gradstream.model.learn.Evaluation;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping.Metric;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a model does at one time. It holds no wall-clock time: the same input gives the same report.
 *
 * @param model the pipeline's name
 * @param step optimizer steps taken
 * @param examples examples learnt from
 * @param version the last published version; one below the first before there is any
 * @param eventTime latest event time seen, in epoch milliseconds; empty before the first example
 * @param learningRate of the next step
 * @param stretch what came in since the last report
 * @param training what was measured of training, over the horizon of the pipeline file
 * @param baselines what predictors that learn next to nothing come to on the same examples
 * @param validation of the hold-out window; empty while nothing is in it
 */
record MetricsReport(
        String model,
        long step,
        long examples,
        long version,
        Optional<Long> eventTime,
        double learningRate,
        Stretch stretch,
        Figures training,
        Map<String, Figures> baselines,
        Optional<Evaluation> validation) {

    /** The metric's value, perhaps NaN; empty where nothing was measured, or there is none. */
    OptionalDouble value(Metric metric) {
        if (metric.split() == Split.VALIDATION) {
            return validation
                    .map(evaluation -> value(metric, evaluation.loss(), evaluation.figures()))
                    .orElse(OptionalDouble.empty());
        }
        return stretch.hasTraining()
                ? value(metric, stretch.training().loss(), training)
                : OptionalDouble.empty();
    }

    /** The metric's value in an evaluation of the hold-out window; NaN where there is none. */
    static double value(Metric metric, Evaluation evaluation) {
        return value(metric, evaluation.loss(), evaluation.figures()).orElse(Double.NaN);
    }

    /** A model without a finite loss is no good; else what has no value yet says nothing. */
    private static OptionalDouble value(Metric metric, double loss, Figures figures) {
        if (metric.measure().isEmpty()) {
            return OptionalDouble.of(loss);
        }
        OptionalDouble value = figures.value(metric.measure().get().name());
        return value.isPresent() || Double.isFinite(loss) ? value : OptionalDouble.of(Double.NaN);
    }

    /** Everything finite that was measured, by name. */
    Map<String, Double> finiteMetrics() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        put("training.", stretch.training().loss(), training, metrics);
        validation.ifPresent(e -> put("validation.", e.loss(), e.figures(), metrics));
        metrics.values().removeIf(value -> !Double.isFinite(value));
        return metrics;
    }

    /** Everything finite that an evaluation measured, by name. */
    static Map<String, Double> finiteMetrics(String prefix, Evaluation evaluation) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        put(prefix, evaluation.loss(), evaluation.figures(), metrics);
        metrics.values().removeIf(value -> !Double.isFinite(value));
        return metrics;
    }

    /** Everything finite that was measured of the baselines, by name. */
    Map<String, Double> finiteBaselines() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        baselines.forEach(
                (baseline, figures) ->
                        figures.values()
                                .forEach(
                                        (name, value) ->
                                                metrics.put(baseline + "." + name, value)));
        metrics.values().removeIf(value -> !Double.isFinite(value));
        return metrics;
    }

    private static void put(
            String prefix, double loss, Figures figures, Map<String, Double> metrics) {
        metrics.put(prefix + "loss", loss);
        figures.values().forEach((name, value) -> metrics.put(prefix + name, value));
    }

    byte[] toJson() {
        return ReportJson.write(this::writeFields);
    }

    private void writeFields(JsonGenerator json) throws IOException {
        json.writeStringField("model", model);
        json.writeNumberField("step", step);
        json.writeNumberField("examples", examples);
        json.writeNumberField("version", version);
        if (eventTime.isPresent()) {
            json.writeNumberField("event_time", eventTime.get().longValue());
        }
        ReportJson.number(json, "learning_rate", learningRate);
        json.writeObjectFieldStart("training");
        ReportJson.number(json, "loss", stretch.training().loss());
        FiguresJson.write(json, training);
        json.writeNumberField("examples", stretch.training().examples());
        json.writeNumberField("refused_steps", stretch.refusedSteps());
        json.writeEndObject();
        if (!baselines.isEmpty()) {
            writeBaselines(json);
        }
        if (validation.isPresent()) {
            writeEvaluation(json, "validation", validation.get());
        }
    }

    static void writeEvaluation(JsonGenerator json, String split, Evaluation evaluation)
            throws IOException {
        json.writeObjectFieldStart(split);
        ReportJson.number(json, "loss", evaluation.loss());
        FiguresJson.write(json, evaluation.figures());
        json.writeNumberField("examples", evaluation.examples());
        json.writeEndObject();
    }

    private void writeBaselines(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("baseline");
        for (Map.Entry<String, Figures> baseline : baselines.entrySet()) {
            json.writeObjectFieldStart(baseline.getKey());
            FiguresJson.write(json, baseline.getValue());
            json.writeEndObject();
        }
        json.writeEndObject();
    }
}
