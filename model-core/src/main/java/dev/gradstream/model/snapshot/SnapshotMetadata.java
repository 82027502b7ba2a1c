package dev.gradstream.model.snapshot;

import dev.gradstream.model.data.Scaling;
import dev.gradstream.model.learn.StateDict;
import dev.gradstream.model.learn.scaler.ScalerStates;
import dev.gradstream.model.snapshot.Snapshot.OffsetRange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
    private static final String CURRENT = "2";

    /** Only where the outputs are of a model that has not learnt from all negatives. */
    private static final String KEEP_NEGATIVES = "keep_negatives";

    /** Knew one target column, and scaling of features alone, {@code standard} or none. */
    private static final String VERSION_1 = "1";

    private static final ScalerMetadata FEATURES = new ScalerMetadata("scaler");
    private static final ScalerMetadata TARGET = new ScalerMetadata("target_scaler");

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
        metadata.put("targets", MetadataJson.writeStrings(snapshot.design().targets()));
        metadata.put("classes", MetadataJson.writeStrings(snapshot.design().classes()));
        metadata.put("scaling", snapshot.design().scaling());
        metadata.put("target_scaling", snapshot.design().targetScaling());
        metadata.put("layers", MetadataJson.writeStrings(snapshot.design().layers()));
        metadata.put("loss", snapshot.design().loss());
        if (snapshot.design().keepNegatives() < 1) {
            metadata.put(KEEP_NEGATIVES, Double.toString(snapshot.design().keepNegatives()));
        }
        FEATURES.write(snapshot.scalers().features(), metadata);
        TARGET.write(snapshot.scalers().target(), metadata);
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
                    "",
                    0,
                    0,
                    0,
                    Map.of(),
                    List.of(),
                    ModelDesign.UNKNOWN,
                    ScalerStates.NONE,
                    parameters);
        }
        try {
            return readVersion(version.get(), new Metadata(metadata), parameters);
        } catch (SnapshotFormatException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new SnapshotFormatException(e.getMessage());
        }
    }

    private static Snapshot readVersion(String version, Metadata metadata, StateDict parameters) {
        return switch (version) {
            case CURRENT ->
                    read(
                            metadata,
                            parameters,
                            metadata.list("targets"),
                            metadata.text("scaling"),
                            metadata.text("target_scaling"),
                            new ScalerStates(FEATURES.read(metadata), TARGET.read(metadata)));
            case VERSION_1 ->
                    read(
                            metadata,
                            parameters,
                            List.of(metadata.text("target")),
                            metadata.text("scaling").toLowerCase(Locale.ROOT),
                            Scaling.NONE.toString(),
                            ScalerStates.of(FEATURES.readVersion1(metadata)));
            default ->
                    throw new SnapshotFormatException(
                            "the snapshot has format version "
                                    + version
                                    + ", but this build reads format versions "
                                    + VERSION_1
                                    + " and "
                                    + CURRENT);
        };
    }

    /** What has not changed from version to version. */
    private static Snapshot read(
            Metadata metadata,
            StateDict parameters,
            List<String> targets,
            String scaling,
            String targetScaling,
            ScalerStates scalers) {
        return new Snapshot(
                metadata.text("model"),
                metadata.count("version"),
                metadata.count("step"),
                metadata.count("examples"),
                MetadataJson.readMetrics(metadata.text("metrics"), Metadata.shown("metrics")),
                lineage(metadata),
                new ModelDesign(
                        metadata.list("columns"),
                        targets,
                        metadata.list("classes"),
                        scaling,
                        targetScaling,
                        metadata.list("layers"),
                        metadata.text("loss"),
                        metadata.numberOr(KEEP_NEGATIVES, 1)),
                scalers,
                parameters);
    }

    private static List<OffsetRange> lineage(Metadata metadata) {
        return MetadataJson.readLineage(metadata.text("lineage"), Metadata.shown("lineage"));
    }
}
