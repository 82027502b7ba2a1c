package dev.gradstream.model.graph;

import java.util.List;

/**
 * Sums a tensor down to a shape that {@link Expand} leads back from: all elements to a scalar, rows
 * to one row, or columns to one column.
 */
public record SumTo(Shape to) implements Primitive {

    @Override
    public Shape shape(List<Shape> inputs) {
        Expand.pattern(to, inputs.get(0));
        return to;
    }

    @Override
    public List<Tensor> gradients(Tensor result, Tensor gradient) {
        return List.of(gradient.expandTo(result.input(0).shape()));
    }
}
