package dev.gradstream.model.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gradstream.model.snapshot.SafeTensors;
import dev.gradstream.model.snapshot.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keeps everything that a trainer says, in order. */
final class RecordingOutput implements TrainerOutput {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** A published version as it went out. */
    record Published(long version, Map<String, String> headers, byte[] bytes) {
        Snapshot decode() {
            return SafeTensors.decode(bytes);
        }
    }

    final List<JsonNode> metrics = new ArrayList<>();
    final List<JsonNode> signals = new ArrayList<>();
    final List<Published> snapshots = new ArrayList<>();

    /** All of it as text, to compare runs by. */
    final List<String> log = new ArrayList<>();

    @Override
    public void metrics(byte[] json) {
        metrics.add(parse(json));
        log.add("metrics " + new String(json, StandardCharsets.UTF_8));
    }

    @Override
    public void signal(byte[] json) {
        signals.add(parse(json));
        log.add("signal " + new String(json, StandardCharsets.UTF_8));
    }

    @Override
    public void snapshot(long version, Map<String, String> headers, byte[] safetensors) {
        snapshots.add(new Published(version, headers, safetensors));
        log.add("snapshot " + version + " " + headers);
    }

    List<JsonNode> signals(String kind) {
        return signals.stream().filter(s -> s.get("signal").asText().equals(kind)).toList();
    }

    Published lastSnapshot() {
        return snapshots.get(snapshots.size() - 1);
    }

    JsonNode lastMetrics() {
        return metrics.get(metrics.size() - 1);
    }

    private static JsonNode parse(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
