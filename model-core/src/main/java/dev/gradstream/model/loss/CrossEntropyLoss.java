package dev.gradstream.model.loss;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * Cross-entropy of logits z against the number c of the right class, −log softmax(z)<sub>c</sub>,
 * or against probabilities p of the classes, −Σ p<sub>c</sub> log softmax(z)<sub>c</sub>, as
 * PyTorch's {@code nn.CrossEntropyLoss}.
 *
 * <p>Reduction: mean over rows; with class weights the sum of the weighted losses divided by the
 * sum of the weights of the rows' classes.
 *
 * <ul>
 *   <li>output: {@code [batch, classes]}
 *   <li>target: {@code [batch, 1]}, a class number from 0, or {@code [batch, classes]},
 *       probabilities that sum to 1
 * </ul>
 *
 * <p>With probabilities the weight of a class multiplies its term of the sum, and the mean is taken
 * over rows, as PyTorch's.
 *
 * @param weight how much a class counts, one number for each; empty for 1
 * @param labelSmoothing share of the target in [0, 1] that is spread evenly over all classes;
 *     PyTorch's default is 0
 */
public record CrossEntropyLoss(List<Double> weight, double labelSmoothing) implements Loss {
    public CrossEntropyLoss {
        weight = List.copyOf(weight);
        Weights.require("weight", weight);
        if (!(labelSmoothing >= 0 && labelSmoothing <= 1)) {
            throw new IllegalArgumentException(
                    "label_smoothing must be in [0, 1], got " + labelSmoothing);
        }
    }

    /** All classes count the same, and targets are sharp. */
    public CrossEntropyLoss() {
        this(List.of(), 0);
    }

    @Override
    public Tensor losses(Graph graph, Tensor output, Tensor target) {
        int classes = output.shape().last();
        boolean numbered = targetKind(target.shape().last()) == TargetKind.CLASS;
        Tensor right = numbered ? OneHot.of(graph, target, classes) : target;
        Tensor smooth = right.times(1 - labelSmoothing).plus(labelSmoothing / classes);
        Tensor share = weight.isEmpty() ? smooth : smooth.times(graph.row(weight));
        return share.times(output.logSoftmax()).rowSum().negate();
    }

    @Override
    public Optional<Tensor> shares(Graph graph, Tensor target, int outputs) {
        return targetKind(target.shape().last()) == TargetKind.CLASS
                ? Weights.ofClasses(graph, weight, target)
                : Optional.empty();
    }

    @Override
    public boolean isLeastAtMean() {
        return weight.isEmpty() && labelSmoothing == 0;
    }

    @Override
    public OutputMeaning outputMeaning() {
        return OutputMeaning.LOGITS;
    }

    @Override
    public TargetKind targetKind(int targets) {
        return targets == 1 ? TargetKind.CLASS : TargetKind.DISTRIBUTION;
    }

    @Override
    public void requireWidths(int outputs, int targets) {
        Loss.super.requireWidths(outputs, targets);
        Weights.requireCount("weight", weight, outputs);
    }
}
