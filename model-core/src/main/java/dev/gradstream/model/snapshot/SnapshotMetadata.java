package dev.gradstream.model.snapshot;

import dev.gradstream.model.learn.LearnerState.ScalerState;
import dev.gradstream.model.learn.StateDict;
import dev.gradstream.model.snapshot.Snapshot.OffsetRange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a snapshot knows beside its parameters, as the strings of {@code __metadata__}.
 *
 * <p>{@code format} is {@code pt}, by which other tools know the tensors as PyTorch's; {@code
 * gradstream.format_version} numbers the meaning of all other keys. Counts are decimal numbers;
 * lists and maps are JSON.
 */
final class SnapshotMetadata {
    private static final String FORMAT_VERSION = "gradstream.format_version";
    private static final String CURRENT = "1";

    private static final ScalerState NO_SCALER = new ScalerState(0, new double[0], new double[0]);

    private SnapshotMetadata() {}

    static Map<String, String> write(Snapshot snapshot) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", "pt");
        metadata.put(FORMAT_VERSION, CURRENT);
        metadata.put("model", snapshot.model());
        metadata.put("version", Long.toString(snapshot.version()));
        metadata.put("step", Long.toString(snapshot.step()));
        metadata.put("examples", Long.toString(snapshot.examples()));
        metadata.put("metrics", MetadataJson.writeMetrics(snapshot.metrics()));
        metadata.put("lineage", MetadataJson.writeLineage(snapshot.lineage()));
        metadata.put("columns", MetadataJson.writeStrings(snapshot.design().columns()));
        metadata.put("target", snapshot.design().target());
        metadata.put("classes", MetadataJson.writeStrings(snapshot.design().classes()));
        metadata.put("scaling", snapshot.design().scaling());
        metadata.put("layers", MetadataJson.writeStrings(snapshot.design().layers()));
        metadata.put("loss", snapshot.design().loss());
        metadata.put("scaler.count", Long.toString(snapshot.scaler().count()));
        metadata.put("scaler.mean", MetadataJson.writeNumbers(snapshot.scaler().mean()));
        metadata.put("scaler.m2", MetadataJson.writeNumbers(snapshot.scaler().m2()));
        if (snapshot.scaler().absent().length > 0) {
            metadata.put("scaler.absent", MetadataJson.writeNumbers(snapshot.scaler().absent()));
        }
        return metadata;
    }

    /**
     * Puts a snapshot together; a file that Gradstream did not write gives its parameters alone.
     *
     * @throws SnapshotFormatException if a string is missing or not what it should be
     */
    static Snapshot read(Map<String, String> metadata, StateDict parameters) {
        Optional<String> version = Optional.ofNullable(metadata.get(FORMAT_VERSION));
        if (version.isEmpty()) {
            return new Snapshot(
                    "", 0, 0, 0, Map.of(), List.of(), ModelDesign.UNKNOWN, NO_SCALER, parameters);
        }
        if (!version.get().equals(CURRENT)) {
            throw new SnapshotFormatException(
                    "the snapshot has format version "
                            + version.get()
                            + ", but this build reads format version "
                            + CURRENT);
        }
        try {
            return readCurrent(metadata, parameters);
        } catch (SnapshotFormatException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new SnapshotFormatException(e.getMessage());
        }
    }

    private static Snapshot readCurrent(Map<String, String> metadata, StateDict parameters) {
        List<OffsetRange> lineage =
                MetadataJson.readLineage(text(metadata, "lineage"), key("lineage"));
        return new Snapshot(
                text(metadata, "model"),
                count(metadata, "version"),
                count(metadata, "step"),
                count(metadata, "examples"),
                MetadataJson.readMetrics(text(metadata, "metrics"), key("metrics")),
                lineage,
                new ModelDesign(
                        MetadataJson.readStrings(text(metadata, "columns"), key("columns")),
                        text(metadata, "target"),
                        MetadataJson.readStrings(text(metadata, "classes"), key("classes")),
                        text(metadata, "scaling"),
                        MetadataJson.readStrings(text(metadata, "layers"), key("layers")),
                        text(metadata, "loss")),
                new ScalerState(
                        count(metadata, "scaler.count"),
                        MetadataJson.readNumbers(text(metadata, "scaler.mean"), key("scaler.mean")),
                        MetadataJson.readNumbers(text(metadata, "scaler.m2"), key("scaler.m2")),
                        MetadataJson.readNumbers(
                                metadata.getOrDefault("scaler.absent", "[]"),
                                key("scaler.absent"))),
                parameters);
    }

    private static String text(Map<String, String> metadata, String name) {
        String text = metadata.get(name);
        if (text == null) {
            throw new SnapshotFormatException("the snapshot's metadata lacks " + name);
        }
        return text;
    }

    private static long count(Map<String, String> metadata, String name) {
        String text = text(metadata, name);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new SnapshotFormatException(
                    key(name) + " must be a whole number, got \"" + text + "\"");
        }
    }

    private static String key(String name) {
        return "the snapshot's metadata " + name;
    }
}
