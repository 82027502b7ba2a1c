package dev.gradstream.model.graph;

import java.util.List;

/**
 * An operation that the plan has a kernel for. The set is closed: everything else is written in it,
 * gradients included.
 */
public sealed interface Primitive
        permits Leaf, Elementwise, Expand, SumTo, RowMax, SparsemaxThreshold, MatMul, DropoutMask {

    /**
     * Shape of the result.
     *
     * @throws IllegalArgumentException if the inputs do not fit
     */
    Shape shape(List<Shape> inputs);

    /**
     * The vector-Jacobian product: for each input, what the gradient at the result becomes there.
     *
     * @param result of this primitive, with its inputs
     * @param gradient of the loss by the result, in the result's shape
     * @return one gradient an input, in the input's shape; empty for a primitive through which no
     *     gradient flows
     */
    List<Tensor> gradients(Tensor result, Tensor gradient);
}
