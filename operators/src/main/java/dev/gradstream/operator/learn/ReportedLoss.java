package dev.gradstream.operator.learn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.metrics.Gauge;

/** The training loss of the latest report of training; NaN before the first. */
final class ReportedLoss implements Gauge<Double> {
    private static final ObjectMapper JSON = new ObjectMapper();

    // Written by the task's thread, read by a metric reporter's.
    private volatile double loss = Double.NaN;

    /**
     * Reads a report.
     *
     * @param report one JSON object; without {@code training} the loss stays, without a number at
     *     {@code training.loss} it is NaN
     */
    void read(byte[] report) {
        try {
            JsonNode training = JSON.readTree(report).path("training");
            if (!training.isMissingNode()) {
                loss = training.path("loss").asDouble(Double.NaN);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the trainer's report is no JSON", e);
        }
    }

    @Override
    public Double getValue() {
        return loss;
    }
}
