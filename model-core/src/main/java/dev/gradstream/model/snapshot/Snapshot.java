package dev.gradstream.model.snapshot;

import dev.gradstream.model.learn.StateDict;
import dev.gradstream.model.learn.scaler.ScalerStates;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A published version of a model: all that a scorer needs, and where it came from.
 *
 * @param model the pipeline's name
 * @param version grows by one for each published snapshot
 * @param step optimizer steps taken to reach these parameters
 * @param examples examples learnt from to reach these parameters
 * @param metrics by name, as {@code training.loss}, {@code validation.accuracy}; finite, kept in
 *     the order of their names
 * @param lineage offset ranges that were learnt from
 * @param design what the parameters are for
 * @param scalers statistics that features and target are scaled with
 * @param parameters the network's parameters
 */
public record Snapshot(
        String model,
        long version,
        long step,
        long examples,
        Map<String, Double> metrics,
        List<OffsetRange> lineage,
        ModelDesign design,
        ScalerStates scalers,
        StateDict parameters) {

    /**
     * @throws IllegalArgumentException if a count is negative, or a metric is not finite
     */
    public Snapshot {
        requireCount("version", version);
        requireCount("step", step);
        requireCount("examples", examples);
        metrics.forEach(Snapshot::requireFinite);
        metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
        lineage = List.copyOf(lineage);
    }

    /** Feature columns, in order. */
    public List<String> columns() {
        return design.columns();
    }

    /** Labels by number; empty for regression. */
    public List<String> classes() {
        return design.classes();
    }

    /** The same model under another version number and with other metrics. */
    public Snapshot published(long newVersion, Map<String, Double> newMetrics) {
        return new Snapshot(
                model,
                newVersion,
                step,
                examples,
                newMetrics,
                lineage,
                design,
                scalers,
                parameters);
    }

    /** Whether every parameter is a number that a network can compute with. */
    public boolean isFinite() {
        return parameters.parameters().stream().allMatch(p -> isFinite(p.values()));
    }

    private static boolean isFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Checks that the model is of this design; one of unknown design fits any.
     *
     * @throws IllegalArgumentException naming everything that differs
     */
    public void requireFits(ModelDesign wanted) {
        List<String> differences = design.differences(wanted);
        if (!differences.isEmpty()) {
            throw new IllegalArgumentException(
                    "the snapshot is of another model: its " + String.join("; its ", differences));
        }
    }

    private static void requireCount(String name, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(
                    "a snapshot's " + name + " must be 0 or more, got " + value);
        }
    }

    private static void requireFinite(String metric, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "a snapshot's metric " + metric + " must be a finite number, got " + value);
        }
    }

    /**
     * Offsets of one partition that took part.
     *
     * @param partition from 0
     * @param first lowest offset, inclusive
     * @param last highest offset, inclusive
     */
    public record OffsetRange(int partition, long first, long last) {
        public OffsetRange {
            if (partition < 0 || first < 0 || last < first) {
                throw new IllegalArgumentException(
                        "offsets "
                                + first
                                + " to "
                                + last
                                + " of partition "
                                + partition
                                + " are no range: partition and first offset must be 0 or more, the"
                                + " last not below the first");
            }
        }
    }
}
