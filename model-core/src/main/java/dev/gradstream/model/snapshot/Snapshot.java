package dev.gradstream.model.snapshot;

import dev.gradstream.model.learn.LearnerState.ScalerState;
import dev.gradstream.model.learn.StateDict;
import java.util.List;
import java.util.Map;

/**
 * A published version of a model: all that a scorer needs, and where it came from.
 *
 * @param model the pipeline's name
 * @param version grows by one for each published snapshot
 * @param step optimizer steps taken
 * @param examples examples learnt from
 * @param metrics by name, as {@code training.loss}, {@code validation.accuracy}
 * @param lineage offset ranges that were learnt from
 * @param columns feature columns, in order
 * @param classes labels by number; empty for regression
 * @param scaler statistics that features are scaled with
 * @param parameters the network's parameters
 */
public record Snapshot(
        String model,
        long version,
        long step,
        long examples,
        Map<String, Double> metrics,
        List<OffsetRange> lineage,
        List<String> columns,
        List<String> classes,
        ScalerState scaler,
        StateDict parameters) {

    /**
     * Offsets of one partition that took part.
     *
     * @param first lowest offset, inclusive
     * @param last highest offset, inclusive
     */
    public record OffsetRange(int partition, long first, long last) {}
}
