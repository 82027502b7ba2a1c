package dev.gradstream.model.loss;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Tensor;

/**
 * Binary cross-entropy of a probability p against a target y in [0, 1], −y log p − (1 − y) log(1 −
 * p), as PyTorch's {@code nn.BCELoss}; reduction mean over rows and outputs. As there, log 0 counts
 * as −100, with a finite gradient. {@link BCEWithLogitsLoss} behind no activation is exact where a
 * probability rounds to 0 or 1.
 *
 * <ul>
 *   <li>output: {@code [batch, n]}
 *   <li>target: {@code [batch, n]}
 * </ul>
 */
public record BCELoss() implements Loss {
    /** Smaller probabilities count as 0. */
    private static final double ZERO = 1e-37;

    /** What 0 is replaced by for the gradient, as in PyTorch. */
    private static final double NEAR_ZERO = 1e-12;

    private static final double LOG_ZERO = -100;

    @Override
    public Tensor losses(Graph graph, Tensor output, Tensor target) {
        Tensor yes = target.times(log(output));
        Tensor no = target.subtractedFrom(1).times(log(output.subtractedFrom(1)));
        return yes.plus(no).negate();
    }

    private static Tensor log(Tensor p) {
        Tensor isZero = p.plus(-ZERO).step().subtractedFrom(1);
        return p.plus(isZero.times(NEAR_ZERO))
                .log()
                .plus(isZero.times(LOG_ZERO - Math.log(NEAR_ZERO)));
    }

    @Override
    public boolean isLeastAtMean() {
        return true;
    }

    @Override
    public OutputMeaning outputMeaning() {
        return OutputMeaning.PROBABILITY;
    }
}
