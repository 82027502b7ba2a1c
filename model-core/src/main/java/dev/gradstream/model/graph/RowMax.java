package dev.gradstream.model.graph;

import java.util.List;

/**
 * The largest value of each row: {@code [rows, n]} to {@code [rows, 1]}. No gradient flows through
 * it: it serves to shift values where the shift cancels, as in a softmax.
 */
public record RowMax() implements Primitive {

    @Override
    public Shape shape(List<Shape> inputs) {
        return inputs.get(0).column();
    }

    @Override
    public List<Tensor> gradients(Tensor result, Tensor gradient) {
        return List.of();
    }
}
