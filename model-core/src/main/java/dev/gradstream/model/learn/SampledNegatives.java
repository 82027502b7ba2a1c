package dev.gradstream.model.learn;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Tensor;
import dev.gradstream.model.loss.BCEWithLogitsLoss;
import dev.gradstream.model.loss.CrossEntropyLoss;
import dev.gradstream.model.loss.Loss;
import java.util.List;

/**
 * The correction of what a model predicts that has learnt from a share r of the negatives: q = p /
 * (p + (1 − p) / r), equation 4 of He et al. (2014), <i>Practical Lessons from Predicting Clicks on
 * Ads at Facebook</i>. The odds q / (1 − q) are r · p / (1 − p), so in logits it is ln r more.
 */
public final class SampledNegatives {
    private SampledNegatives() {}

    /**
     * Checks that a loss's outputs can be corrected: one logit, or those of two classes.
     *
     * @param outputs width of the network's output
     * @throws IllegalArgumentException saying what would be right
     */
    static void requireCorrectable(Loss loss, int outputs) {
        if (!isCorrectable(loss, outputs)) {
            throw new IllegalArgumentException(
                    "negatives can be left out of two classes under BCEWithLogitsLoss or"
                            + " CrossEntropyLoss, whose logits can be corrected, got "
                            + outputs
                            + " outputs under "
                            + loss.name());
        }
    }

    /** Whether the outputs are one logit under a loss, or those of two classes. */
    public static boolean isCorrectable(Loss loss, int outputs) {
        return (loss instanceof BCEWithLogitsLoss && outputs == 1)
                || (loss instanceof CrossEntropyLoss && outputs == 2);
    }

    /**
     * The logits of a model that had learnt from all negatives.
     *
     * @param kept share of the negatives that was learnt from; 1 for all
     * @param logits {@code [batch, 1]}, or of two classes {@code [batch, 2]}, of which the first is
     *     the negative one
     */
    static Tensor corrected(Graph graph, double kept, Tensor logits) {
        if (kept == 1) {
            return logits;
        }
        double shift = Math.log(kept);
        boolean one = logits.shape().last() == 1;
        return logits.plus(graph.row(one ? List.of(shift) : List.of(0.0, shift)));
    }
}
