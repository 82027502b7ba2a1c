package dev.gradstream.model.loss;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Tensor;

/**
 * The pinball loss, q (y − z) above the prediction and (1 − q) (z − y) below: the prediction tends
 * to the q-quantile of the targets (Koenker and Bassett, 1978); reduction mean over rows and
 * outputs.
 *
 * <ul>
 *   <li>output: {@code [batch, n]}
 *   <li>target: {@code [batch, n]}
 * </ul>
 *
 * @param q in (0, 1); 0.5 gives half the absolute error
 */
public record QuantileLoss(double q) implements Loss {
    public QuantileLoss {
        if (!(q > 0 && q < 1)) {
            throw new IllegalArgumentException("q must be in (0, 1), got " + q);
        }
    }

    @Override
    public Tensor losses(Graph graph, Tensor output, Tensor target) {
        Tensor above = target.minus(output).relu();
        Tensor below = output.minus(target).relu();
        return above.times(q).plus(below.times(1 - q));
    }

    @Override
    public OutputMeaning outputMeaning() {
        return OutputMeaning.NUMBER;
    }
}
