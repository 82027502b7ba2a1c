package dev.gradstream.model.train;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.gradstream.model.learn.Evaluation;
import java.io.IOException;
import java.util.Optional;

/**
 * How a published version did in its test.
 *
 * @param model the pipeline's name
 * @param step optimizer steps taken
 * @param examples examples learnt from
 * @param version that was tested
 * @param eventTime latest event time seen, in epoch milliseconds; empty before the first example
 */
record TestReport(
        String model,
        long step,
        long examples,
        long version,
        Optional<Long> eventTime,
        Evaluation test) {

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
        MetricsReport.writeEvaluation(json, "test", test);
    }
}
