package dev.gradstream.model.graph;

import java.util.List;

/**
 * The product of two matrices, each as it is or transposed: {@code [m, k]} and {@code [k, n]} to
 * {@code [m, n]}.
 */
public record MatMul(boolean transposeA, boolean transposeB) implements Primitive {

    @Override
    public Shape shape(List<Shape> inputs) {
        Shape a = inputs.get(0);
        Shape b = inputs.get(1);
        if (a.rank() != 2 || b.rank() != 2 || inner(a, !transposeA) != inner(b, transposeB)) {
            throw new IllegalArgumentException(
                    "matrices "
                            + name(a, transposeA)
                            + " and "
                            + name(b, transposeB)
                            + " cannot be multiplied");
        }
        return Shape.of(inner(a, transposeA), inner(b, !transposeB));
    }

    private static int inner(Shape matrix, boolean last) {
        return matrix.get(last ? 1 : 0);
    }

    private static String name(Shape matrix, boolean transposed) {
        return matrix + (transposed ? " transposed" : "");
    }

    @Override
    public List<Tensor> gradients(Tensor y, Tensor g) {
        Tensor a = y.input(0);
        Tensor b = y.input(1);
        return List.of(
                transposeA ? b.matmul(g, transposeB, true) : g.matmul(b, false, !transposeB),
                transposeB ? g.matmul(a, true, transposeA) : a.matmul(g, !transposeA, false));
    }
}
