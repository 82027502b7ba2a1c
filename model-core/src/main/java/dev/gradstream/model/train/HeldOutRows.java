package dev.gradstream.model.train;

import dev.gradstream.model.data.HoldOut;
import dev.gradstream.model.data.HoldOutRule;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.eval.HoldOutWindow;
import dev.gradstream.model.pipeline.Pipeline;
import java.util.Arrays;
import java.util.Optional;

/**
 * The rows of a hold-out window, and by what they were held out.
 *
 * @param split what they are for
 * @param rule that held them out
 * @param keyColumn the column that names an example; empty where the record's key or content does
 */
record HeldOutRows(
        Split split, HoldOutRule rule, Optional<String> keyColumn, HoldOutWindow.State window) {

    /** The rows of a pipeline that holds some out for the split. */
    static HeldOutRows of(Pipeline pipeline, Split split, HoldOutWindow window) {
        return new HeldOutRows(
                split,
                pipeline.holdOutRule(split).orElseThrow(),
                pipeline.features().key(),
                window.state());
    }

    /** Whether the pipeline file holds out what was held out before. */
    boolean isOf(Pipeline pipeline) {
        return pipeline.holdOutRule(split).filter(rule::equals).isPresent()
                && keyColumn.equals(pipeline.features().key());
    }

    /**
     * The window to go on with: of the rows that the pipeline file still holds out for the same, as
     * far as that is known. By another fraction some are, the others will be learnt from. By
     * another key column, column or topic none is known to be, nor by another fraction of whole
     * series, which their examples do not name.
     *
     * @param size most examples kept, at least 1
     */
    HoldOutWindow window(Pipeline pipeline, int size) {
        boolean all =
                Arrays.stream(window.rows().keys(), 0, window.rows().size())
                        .allMatch(key -> isStillHeldOut(pipeline, key));
        // All of them keep their places, so that sums over them keep their bits.
        return new HoldOutWindow(
                size, all ? window : window.only(key -> isStillHeldOut(pipeline, key)));
    }

    /**
     * The window of a split to begin with, or to go on with.
     *
     * @param size most examples kept, at least 1
     */
    static HoldOutWindow window(
            Pipeline pipeline, Split split, int size, Optional<HeldOutRows> saved) {
        return saved.map(rows -> rows.window(pipeline, size))
                .orElseGet(
                        () ->
                                new HoldOutWindow(
                                        split,
                                        size,
                                        pipeline.featureCount(),
                                        pipeline.targetCount()));
    }

    private boolean isStillHeldOut(Pipeline pipeline, long key) {
        if (pipeline.splitsBySeries()) {
            return isOf(pipeline);
        }
        HoldOut byKey = pipeline.holdOut();
        if (isOf(pipeline)) {
            // What a key takes for the test is no longer the validation's.
            return split == Split.TEST || byKey.split(key) != Split.TEST;
        }
        return keyColumn.equals(pipeline.features().key())
                && rule instanceof HoldOutRule.Key
                && byKey.split(key) == split;
    }
}
