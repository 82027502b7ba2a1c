package dev.gradstream.model.graph;

import java.util.List;

/**
 * Repeats a tensor until it has a larger shape. Costs nothing where its reader is elementwise: the
 * kernel reads the small tensor again and again.
 *
 * <ul>
 *   <li>a scalar, to any shape
 *   <li>a row, {@code [n]} to {@code [rows, n]}
 *   <li>a column, {@code [rows, 1]} to {@code [rows, n]}
 * </ul>
 */
public record Expand(Shape to) implements Primitive {

    /** How the elements are repeated. */
    public enum Pattern {
        SCALAR,
        ROW,
        COLUMN
    }

    /** The way from one shape to another. */
    public static Pattern pattern(Shape from, Shape to) {
        if (from.rank() == 0) {
            return Pattern.SCALAR;
        }
        int outer = to.rank() - from.rank();
        if (outer > 0 && to.dimensions().subList(outer, to.rank()).equals(from.dimensions())) {
            return Pattern.ROW;
        }
        if (outer == 0 && from.equals(to.column())) {
            return Pattern.COLUMN;
        }
        throw new IllegalArgumentException(from + " cannot be expanded to " + to);
    }

    @Override
    public Shape shape(List<Shape> inputs) {
        pattern(inputs.get(0), to);
        return to;
    }

    @Override
    public List<Tensor> gradients(Tensor result, Tensor gradient) {
        return List.of(gradient.sumTo(result.input(0).shape()));
    }
}
