package dev.gradstream.job.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;

/**
 * One record of the signals topic.
 *
 * @param signal what happened, in one word, as {@code improved}
 * @param message for a person, one sentence
 */
public record SignalReport(String signal, String message) {
    private static final String IMPROVED = "improved";

    /**
     * Reads a record's value.
     *
     * @throws IOException if it is no signal
     */
    public static SignalReport read(byte[] json) throws IOException {
        Map<String, JsonNode> fields = FlatJson.read(json);
        if (!fields.containsKey("signal") || !fields.containsKey("message")) {
            throw new IOException("a signal has a word and a message");
        }
        return new SignalReport(fields.get("signal").asText(), fields.get("message").asText());
    }

    /** Whether it is the everyday one: a new best value. */
    public boolean isImproved() {
        return signal.equals(IMPROVED);
    }
}
