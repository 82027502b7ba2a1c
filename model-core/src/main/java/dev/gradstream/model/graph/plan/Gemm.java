package dev.gradstream.model.graph.plan;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;
import static org.bytedeco.openblas.global.openblas.cblas_sgemv;

import dev.gradstream.model.graph.MatMul;
import dev.gradstream.model.graph.Shape;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A product of matrices of floats by the OpenBLAS that ND4J brings, called directly: by way of
 * ND4J's operation a small product takes up to five times as long, and leaves garbage.
 */
final class Gemm implements Instruction {
    /**
     * Multiplications up to which OpenBLAS has kernels that copy nothing, where b is not
     * transposed: a few of those take half the time of one larger product.
     */
    private static final long SMALL = 1_000_000;

    /** Fewer rows are not worth a call. */
    private static final int FEWEST_ROWS = 64;

    private final Instruction[] parts;

    /**
     * A matrix in native memory, row-major.
     *
     * @param columns numbers in a row
     */
    record Matrix(Slice slice, int rows, int columns) {
        static Matrix of(Slice slice, Shape shape, int batch) {
            int columns = shape.last(batch);
            return new Matrix(slice, slice.length() / columns, columns);
        }

        Matrix rows(int from, int count) {
            Slice part =
                    new Slice(slice.vector(), slice.offset() + from * columns, count * columns);
            return new Matrix(part, count, columns);
        }

        FloatPointer pointer() {
            return slice.pointer();
        }
    }

    Gemm(MatMul primitive, Matrix a, Matrix b, Matrix out) {
        int step = rowsOfAPart(primitive, a, (long) a.columns() * out.columns());
        List<Instruction> instructions = new ArrayList<>();
        if (step == a.rows()) {
            instructions.add(product(primitive, a, b, out, 0));
        }
        for (int from = 0; step < a.rows() && from < a.rows(); from += step) {
            int count = Math.min(step, a.rows() - from);
            Matrix rows = a.rows(from, count);
            instructions.add(
                    primitive.transposeA()
                            ? product(primitive, rows, b.rows(from, count), out, from == 0 ? 0 : 1)
                            : product(primitive, rows, b, out.rows(from, count), 0));
        }
        parts = instructions.toArray(Instruction[]::new);
    }

    /**
     * All rows, or as many as make a small product. The rows of a batch are those of a, whichever
     * way it is read.
     */
    private static int rowsOfAPart(MatMul primitive, Matrix a, long multiplicationsPerRow) {
        long small = SMALL / multiplicationsPerRow;
        boolean divide = !primitive.transposeB() && small >= FEWEST_ROWS && a.rows() > small;
        return divide ? (int) (small / FEWEST_ROWS) * FEWEST_ROWS : a.rows();
    }

    /**
     * out = a b + beta out.
     *
     * @param beta 1 to add to what is there
     */
    private static Instruction product(
            MatMul primitive, Matrix a, Matrix b, Matrix out, float beta) {
        if (out.columns() == 1) {
            return vector(a, primitive.transposeA(), b, out, beta);
        }
        if (out.rows() == 1) {
            return vector(b, !primitive.transposeB(), a, out, beta);
        }
        int transposeA = primitive.transposeA() ? CblasTrans : CblasNoTrans;
        int transposeB = primitive.transposeB() ? CblasTrans : CblasNoTrans;
        int inner = primitive.transposeA() ? a.rows() : a.columns();
        FloatPointer left = a.pointer();
        FloatPointer right = b.pointer();
        FloatPointer result = out.pointer();
        return step ->
                cblas_sgemm(
                        CblasRowMajor,
                        transposeA,
                        transposeB,
                        out.rows(),
                        out.columns(),
                        inner,
                        1f,
                        left,
                        a.columns(),
                        right,
                        b.columns(),
                        beta,
                        result,
                        out.columns());
    }

    /** A matrix, or its transpose, times a vector. */
    private static Instruction vector(
            Matrix matrix, boolean transpose, Matrix vector, Matrix out, float beta) {
        FloatPointer left = matrix.pointer();
        FloatPointer right = vector.pointer();
        FloatPointer result = out.pointer();
        return step ->
                cblas_sgemv(
                        CblasRowMajor,
                        transpose ? CblasTrans : CblasNoTrans,
                        matrix.rows(),
                        matrix.columns(),
                        1f,
                        left,
                        matrix.columns(),
                        right,
                        1,
                        beta,
                        result,
                        1);
    }

    @Override
    public void run(long step) {
        for (Instruction part : parts) {
            part.run(step);
        }
    }
}
