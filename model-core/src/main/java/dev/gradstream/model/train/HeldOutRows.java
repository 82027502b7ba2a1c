package dev.gradstream.model.train;

import dev.gradstream.model.data.HoldOut;
import dev.gradstream.model.eval.HoldOutWindow;
import dev.gradstream.model.pipeline.Pipeline;
import java.util.Optional;

/**
 * The hold-out window's rows, and by what they were held out.
 *
 * @param fraction of the keys that was held out
 * @param keyColumn the column that names an example; empty where the record's key or content does
 */
record HeldOutRows(double fraction, Optional<String> keyColumn, HoldOutWindow.State window) {

    /** The rows of a pipeline with a hold-out. */
    static HeldOutRows of(Pipeline pipeline, HoldOutWindow window) {
        return new HeldOutRows(fraction(pipeline), pipeline.features().key(), window.state());
    }

    /**
     * The window of a pipeline.
     *
     * @param size most examples kept, at least 1
     * @param saved what it goes on with; empty to begin anew
     */
    static HoldOutWindow window(Pipeline pipeline, int size, Optional<HeldOutRows> saved) {
        return saved.map(rows -> rows.window(pipeline, size))
                .orElseGet(
                        () ->
                                new HoldOutWindow(
                                        size, pipeline.featureCount(), pipeline.targetCount()));
    }

    /** Whether the pipeline file holds out what was held out before. */
    boolean isOf(Pipeline pipeline) {
        return fraction == fraction(pipeline) && keyColumn.equals(pipeline.features().key());
    }

    /**
     * The window to go on with. Of another fraction it keeps the rows that are held out by the
     * present one too; the others will be learnt from. By another key column nothing that was held
     * out is known to be so from now on.
     *
     * @param size most examples kept, at least 1
     */
    private HoldOutWindow window(Pipeline pipeline, int size) {
        boolean sameKeys = keyColumn.equals(pipeline.features().key());
        HoldOut present = new HoldOut(fraction(pipeline));
        return new HoldOutWindow(
                size,
                isOf(pipeline) ? window : window.only(key -> sameKeys && present.holdsOut(key)));
    }

    private static double fraction(Pipeline pipeline) {
        return pipeline.validation().map(Pipeline.Validation::fraction).orElse(0.0);
    }
}
