package dev.gradstream.model.graph.plan;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import dev.gradstream.model.graph.MatMul;
import dev.gradstream.model.graph.Shape;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A product of matrices of floats by the OpenBLAS that ND4J brings, called directly: by way of
 * ND4J's operation a small product takes up to five times as long, and leaves garbage.
 */
final class Gemm implements Instruction {
    private final int transposeA;
    private final int transposeB;
    private final Matrix a;
    private final Matrix b;
    private final Matrix out;
    private final int inner;

    /**
     * A matrix in native memory, row-major.
     *
     * @param columns numbers in a row
     */
    record Matrix(FloatPointer numbers, int rows, int columns) {
        static Matrix of(Slice slice, Shape shape, int batch) {
            int columns = shape.last(batch);
            return new Matrix(slice.pointer(), slice.length() / columns, columns);
        }
    }

    Gemm(MatMul primitive, Matrix a, Matrix b, Matrix out) {
        transposeA = primitive.transposeA() ? CblasTrans : CblasNoTrans;
        transposeB = primitive.transposeB() ? CblasTrans : CblasNoTrans;
        inner = primitive.transposeA() ? a.rows() : a.columns();
        this.a = a;
        this.b = b;
        this.out = out;
    }

    @Override
    public void run(long step) {
        cblas_sgemm(
                CblasRowMajor,
                transposeA,
                transposeB,
                out.rows(),
                out.columns(),
                inner,
                1f,
                a.numbers(),
                a.columns(),
                b.numbers(),
                b.columns(),
                0f,
                out.numbers(),
                out.columns());
    }
}
