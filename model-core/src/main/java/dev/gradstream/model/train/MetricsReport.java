package dev.gradstream.model.train;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.gradstream.model.learn.Evaluation;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping.Metric;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a model does at one time. It holds no wall-clock time: the same input gives the same report.
 *
 * @param model the pipeline's name
 * @param classification whether there is an accuracy to report
 * @param step optimizer steps taken
 * @param examples examples learnt from
 * @param version the last published version; one below the first before there is any
 * @param eventTime latest event time seen, in epoch milliseconds; empty before the first example
 * @param learningRate of the next step
 * @param stretch what came in since the last report
 * @param validation of the hold-out window; empty while nothing is in it
 */
record MetricsReport(
        String model,
        boolean classification,
        long step,
        long examples,
        long version,
        Optional<Long> eventTime,
        double learningRate,
        Stretch stretch,
        Optional<Evaluation> validation) {

    /** The names that early stopping's metrics have in reports, signals and snapshots. */
    static String name(Metric metric) {
        return switch (metric) {
            case TRAINING_LOSS -> "training.loss";
            case VALIDATION_LOSS -> "validation.loss";
            case VALIDATION_ACCURACY -> "validation.accuracy";
        };
    }

    /**
     * The metric of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Metric metric(String name) {
        return Arrays.stream(Metric.values())
                .filter(metric -> name(metric).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no metric is called " + name));
    }

    /** The metric's value, perhaps NaN; empty where nothing was measured. */
    OptionalDouble value(Metric metric) {
        if (metric == Metric.TRAINING_LOSS) {
            return stretch.hasTraining()
                    ? OptionalDouble.of(stretch.training().loss())
                    : OptionalDouble.empty();
        }
        return validation
                .map(evaluation -> OptionalDouble.of(value(metric, evaluation)))
                .orElse(OptionalDouble.empty());
    }

    /** The metric's value in an evaluation of the hold-out window. */
    static double value(Metric metric, Evaluation evaluation) {
        return metric == Metric.VALIDATION_ACCURACY ? evaluation.accuracy() : evaluation.loss();
    }

    /** Everything finite that was measured, by name. */
    Map<String, Double> finiteMetrics() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("training.loss", stretch.training().loss());
        validation.ifPresent(evaluation -> metrics.put("validation.loss", evaluation.loss()));
        if (classification) {
            metrics.put("training.accuracy", stretch.training().accuracy());
            validation.ifPresent(
                    evaluation -> metrics.put("validation.accuracy", evaluation.accuracy()));
        }
        metrics.values().removeIf(value -> !Double.isFinite(value));
        return metrics;
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
        writeScores(json, stretch.training().loss(), stretch.training().accuracy());
        json.writeNumberField("examples", stretch.training().examples());
        json.writeNumberField("refused_steps", stretch.refusedSteps());
        json.writeEndObject();
        if (validation.isPresent()) {
            json.writeObjectFieldStart("validation");
            writeScores(json, validation.get().loss(), validation.get().accuracy());
            json.writeNumberField("examples", validation.get().examples());
            json.writeEndObject();
        }
    }

    private void writeScores(JsonGenerator json, double loss, double accuracy) throws IOException {
        ReportJson.number(json, "loss", loss);
        if (classification) {
            ReportJson.number(json, "accuracy", accuracy);
        }
    }
}
