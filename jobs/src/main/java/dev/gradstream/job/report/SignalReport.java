package dev.gradstream.job.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * One record of the signals topic.
 *
 * @param step optimizer steps taken by then
 * @param signal what happened, in one word, as {@code improved}
 * @param message for a person, one sentence
 */
public record SignalReport(long step, String signal, String message) {
    private static final String IMPROVED = "improved";

    /**
     * Reads a record's value.
     *
     * @throws IOException if it is no signal
     */
    public static SignalReport read(byte[] json) throws IOException {
        Map<String, JsonNode> fields = FlatJson.read(json);
        if (!fields.keySet().containsAll(Set.of("step", "signal", "message"))) {
            throw new IOException("a signal has a step, a word and a message");
        }
        return new SignalReport(
                fields.get("step").asLong(),
                fields.get("signal").asText(),
                fields.get("message").asText());
    }

    /** Whether it is the everyday one: a new best value. */
    public boolean isImproved() {
        return signal.equals(IMPROVED);
    }
}
