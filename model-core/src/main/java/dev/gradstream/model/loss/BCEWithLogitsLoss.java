package dev.gradstream.model.loss;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Tensor;
import java.util.List;

/**
 * Binary cross-entropy of a logit z against a target y in [0, 1], (1 − y) log(1 + exp(z)) + y log(1
 * + exp(−z)), as PyTorch's {@code nn.BCEWithLogitsLoss}; reduction mean over rows and outputs. A
 * row is right where every logit is above 0 just where its target is above 0.5.
 *
 * <ul>
 *   <li>output: {@code [batch, n]}
 *   <li>target: {@code [batch, n]}
 * </ul>
 *
 * @param posWeight how much a target of 1 counts, one number for each output; empty for 1
 */
public record BCEWithLogitsLoss(List<Double> posWeight) implements Loss {
    public BCEWithLogitsLoss {
        posWeight = List.copyOf(posWeight);
        Weights.require("pos_weight", posWeight);
    }

    /** Both targets count the same. */
    public BCEWithLogitsLoss() {
        this(List.of());
    }

    /** Two terms of one sign: log(1 + exp(z)) − z y is the same, but cancels out for sure rows. */
    @Override
    public Tensor losses(Graph graph, Tensor output, Tensor target) {
        Tensor ifZero = output.softplus();
        Tensor ifOne = output.negate().softplus();
        Tensor weighted = posWeight.isEmpty() ? ifOne : ifOne.times(graph.row(posWeight));
        return graph.constant(1).minus(target).times(ifZero).plus(target.times(weighted));
    }

    @Override
    public boolean isLeastAtMean() {
        return posWeight.isEmpty();
    }

    @Override
    public OutputMeaning outputMeaning() {
        return OutputMeaning.LOGIT;
    }

    @Override
    public void requireWidths(int outputs, int targets) {
        Loss.super.requireWidths(outputs, targets);
        Weights.requireCount("pos_weight", posWeight, outputs);
    }
}
