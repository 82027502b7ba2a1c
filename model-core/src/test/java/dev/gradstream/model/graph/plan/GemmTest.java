package dev.gradstream.model.graph.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradstream.model.graph.MatMul;
import dev.gradstream.model.graph.Shape;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products in parts, on any machine, against the definition. */
class GemmTest {

    /** Batch rows, the width of a, the other width; the last products are too small for parts. */
    @ParameterizedTest
    @CsvSource({
        "1100, 32, 33",
        "20000, 60, 1",
        "20000, 1, 60",
        "100, 300, 150",
        "33, 600, 77",
        "700, 500, 300",
        "1, 5, 7",
        "64, 1, 1"
    })
    void partsAddUpToTheProduct(int rows, int width, int other) {
        check(new MatMul(false, false), Shape.of(rows, width), Shape.of(width, other));
        check(new MatMul(false, true), Shape.of(rows, width), Shape.of(other, width));
        check(new MatMul(true, false), Shape.of(rows, width), Shape.of(rows, other));
        check(new MatMul(true, true), Shape.of(rows, width), Shape.of(other, rows));
    }

    private static void check(MatMul primitive, Shape left, Shape right) {
        Shape shape = primitive.shape(List.of(left, right));
        try (NativeVector a = random(left);
                NativeVector b = random(right);
                NativeVector out = random(shape)) {
            Matrix c = matrix(out, shape);
            new Gemm(primitive, matrix(a, left), matrix(b, right), c, true).run(1);
            int inner = left.get(primitive.transposeA() ? 0 : 1);
            Random random = new Random(3);
            for (int sample = 0; sample < 500; sample++) {
                int i = random.nextInt(c.rows());
                int j = random.nextInt(c.columns());
                double sum = 0;
                for (int k = 0; k < inner; k++) {
                    double x = primitive.transposeA() ? at(a, left, k, i) : at(a, left, i, k);
                    double y = primitive.transposeB() ? at(b, right, j, k) : at(b, right, k, j);
                    sum += x * y;
                }
                assertThat(out.get(i * c.columns() + j))
                        .as("%s of %s and %s at %d, %d", primitive, left, right, i, j)
                        .isCloseTo(sum, within(1e-5 * inner));
            }
        }
    }

    private static double at(NativeVector vector, Shape shape, int row, int column) {
        return vector.get(row * shape.get(1) + column);
    }

    private static Matrix matrix(NativeVector vector, Shape shape) {
        return Matrix.of(Slice.of(vector), shape, 0);
    }

    private static NativeVector random(Shape shape) {
        NativeVector vector = new NativeVector(Precision.FLOAT, shape.elements(0));
        Random random = new Random(shape.hashCode());
        for (int i = 0; i < vector.length(); i++) {
            vector.put(i, random.nextDouble() - 0.5);
        }
        return vector;
    }
}
