package dev.gradstream.model.loss;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Tensor;
import java.util.Optional;

/**
 * A loss over a mini-batch: mathematics before the reduction, which is PyTorch's mean. With weights
 * of examples the loss is the mean of weight · loss, not divided by the sum of those weights: what
 * an example counts does not depend on its neighbours.
 */
public interface Loss {

    /**
     * The losses that the mean is taken of.
     *
     * @param output of the network: {@code [batch, outputs]}
     * @param target {@code [batch, targets]}
     * @return one loss a row, {@code [batch, 1]}, or one for each of its elements
     */
    Tensor losses(Graph graph, Tensor output, Tensor target);

    /**
     * How much each row counts in the number that the sum of all losses is divided by.
     *
     * @param target {@code [batch, targets]}
     * @param outputs width of the network's output
     * @return {@code [batch, 1]}; empty where each loss counts 1, which makes a plain mean
     */
    default Optional<Tensor> shares(Graph graph, Tensor target, int outputs) {
        return Optional.empty();
    }

    /** What the outputs mean. */
    OutputMeaning outputMeaning();

    /**
     * Whether of all constant outputs those have the least loss that say how often each class
     * comes, or the mean of the targets. Then a network has learnt nothing until it does better.
     */
    default boolean isLeastAtMean() {
        return false;
    }

    /**
     * What the outputs are compared with.
     *
     * @param targets width of a target
     */
    default TargetKind targetKind(int targets) {
        return outputMeaning().target();
    }

    /** As the pipeline file and PyTorch name it. */
    default String name() {
        return getClass().getSimpleName();
    }

    /**
     * Checks that a network and a target belong to this loss.
     *
     * @param outputs width of the network's output
     * @param targets width of a target
     * @throws IllegalArgumentException saying what would be right
     */
    default void requireWidths(int outputs, int targets) {
        targetKind(targets).requireWidths(name(), outputs, targets);
    }

    /**
     * Checks targets that may not be any number.
     *
     * @param target {@code [rows, targets]}, row-major
     * @param targets width of a target
     * @param outputs width of the network's output
     * @throws IllegalArgumentException naming the first row that is wrong
     */
    default void requireTargets(float[] target, int rows, int targets, int outputs) {
        targetKind(targets).requireTargets(target, rows, outputs);
    }
}
