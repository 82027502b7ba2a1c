package dev.gradstream.model.loss;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * Negative log-likelihood −z<sub>c</sub> of log-probabilities z, as {@code LogSoftmax} gives them,
 * and the number c of the right class, as PyTorch's {@code nn.NLLLoss}; reduction as that of {@link
 * CrossEntropyLoss}.
 *
 * <ul>
 *   <li>output: {@code [batch, classes]}
 *   <li>target: {@code [batch, 1]}, a class number from 0
 * </ul>
 *
 * @param weight how much a class counts, one number for each; empty for 1
 */
public record NLLLoss(List<Double> weight) implements Loss {
    public NLLLoss {
        weight = List.copyOf(weight);
        Weights.require("weight", weight);
    }

    /** All classes count the same. */
    public NLLLoss() {
        this(List.of());
    }

    @Override
    public Tensor losses(Graph graph, Tensor output, Tensor target) {
        Tensor right = OneHot.of(graph, target, output.shape().last());
        Tensor share = weight.isEmpty() ? right : right.times(graph.row(weight));
        return share.times(output).rowSum().negate();
    }

    @Override
    public Optional<Tensor> shares(Graph graph, Tensor target, int outputs) {
        return Weights.ofClasses(graph, weight, target);
    }

    @Override
    public boolean isLeastAtMean() {
        return weight.isEmpty();
    }

    @Override
    public OutputMeaning outputMeaning() {
        return OutputMeaning.LOG_PROBABILITIES;
    }

    @Override
    public void requireWidths(int outputs, int targets) {
        Loss.super.requireWidths(outputs, targets);
        Weights.requireCount("weight", weight, outputs);
    }
}
