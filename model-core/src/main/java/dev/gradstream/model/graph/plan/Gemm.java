package dev.gradstream.model.graph.plan;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;
import static org.bytedeco.openblas.global.openblas.cblas_sgemv;

import dev.gradstream.model.graph.MatMul;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A product of matrices of floats by the OpenBLAS that ND4J brings, called directly: by way of
 * ND4J's operation a small product takes up to five times as long, and leaves garbage. A product
 * that is too large for OpenBLAS's small kernels is taken in parts that are not, where that is
 * faster: ADR 8 has the figures.
 */
final class Gemm implements Instruction {
    /** Multiplications up to which OpenBLAS takes the kernels that copy nothing. */
    private static final long SMALL = 1_000_000;

    /** Parts of fewer rows are not worth their calls. */
    private static final int FEWEST_ROWS = 64;

    /** Parts of fewer outputs are not, and none are for more rows than these. */
    private static final int FEWEST_OUTPUTS = 16;

    private static final int MOST_ROWS = 128;

    /** Whether OpenBLAS has kernels on this machine for which parts are worth it. */
    static final boolean SMALL_KERNELS = BlasEnvironment.hasSmallKernels();

    private final MatMul primitive;
    private final List<Instruction> instructions = new ArrayList<>();
    private final Instruction[] parts;

    /**
     * Of the three matrices a's rows are those of the batch, whichever way it is read.
     *
     * @param inParts whether a large product may be taken in parts
     */
    Gemm(MatMul primitive, Matrix a, Matrix b, Matrix out, boolean inParts) {
        this.primitive = primitive;
        long perRow = (long) a.columns() * (primitive.transposeA() ? b.columns() : out.columns());
        if (inParts && a.rows() * perRow > SMALL) {
            addParts(a, b, out, perRow);
        } else {
            add(a, b, out, 0);
        }
        parts = instructions.toArray(Instruction[]::new);
    }

    private void addParts(Matrix a, Matrix b, Matrix out, long perRow) {
        int rows = multiple(FEWEST_ROWS, SMALL / perRow);
        int outputs = multiple(FEWEST_OUTPUTS, SMALL * outputs(out) / (a.rows() * perRow));
        if (rows > 0 && !primitive.transposeB()) {
            addByRows(a, b, out, rows);
        } else if (outputs > 0 && a.rows() <= MOST_ROWS && !readsBothTransposed()) {
            addByOutputs(a, b, out, outputs);
        } else {
            add(a, b, out, 0);
        }
    }

    private static int multiple(int of, long atMost) {
        return (int) (atMost / of) * of;
    }

    private boolean readsBothTransposed() {
        return primitive.transposeA() && primitive.transposeB();
    }

    /** What the product can be cut along besides the rows of the batch. */
    private int outputs(Matrix out) {
        return primitive.transposeA() ? out.rows() : out.columns();
    }

    private void addByRows(Matrix a, Matrix b, Matrix out, int step) {
        for (int from = 0; from < a.rows(); from += step) {
            int count = Math.min(step, a.rows() - from);
            Matrix rows = a.rows(from, count);
            if (primitive.transposeA()) {
                add(rows, b.rows(from, count), out, from == 0 ? 0 : 1);
            } else {
                add(rows, b, out.rows(from, count), 0);
            }
        }
    }

    private void addByOutputs(Matrix a, Matrix b, Matrix out, int step) {
        for (int from = 0; from < outputs(out); from += step) {
            int count = Math.min(step, outputs(out) - from);
            if (primitive.transposeA()) {
                add(a.columns(from, count), b, out.rows(from, count), 0);
            } else {
                Matrix right =
                        primitive.transposeB() ? b.rows(from, count) : b.columns(from, count);
                add(a, right, out.columns(from, count), 0);
            }
        }
    }

    /**
     * out = a b + beta out.
     *
     * @param beta 1 to add to what is there
     */
    private void add(Matrix a, Matrix b, Matrix out, float beta) {
        if (out.columns() == 1 && b.isContiguous() && out.isContiguous()) {
            addVector(a, primitive.transposeA(), b, out, beta);
        } else if (out.rows() == 1 && a.isContiguous()) {
            addVector(b, !primitive.transposeB(), a, out, beta);
        } else {
            addMatrix(a, b, out, beta);
        }
    }

    private void addMatrix(Matrix a, Matrix b, Matrix out, float beta) {
        int transposeA = primitive.transposeA() ? CblasTrans : CblasNoTrans;
        int transposeB = primitive.transposeB() ? CblasTrans : CblasNoTrans;
        int inner = primitive.transposeA() ? a.rows() : a.columns();
        FloatPointer left = a.pointer();
        FloatPointer right = b.pointer();
        FloatPointer result = out.pointer();
        instructions.add(
                step ->
                        cblas_sgemm(
                                CblasRowMajor,
                                transposeA,
                                transposeB,
                                out.rows(),
                                out.columns(),
                                inner,
                                1f,
                                left,
                                a.stride(),
                                right,
                                b.stride(),
                                beta,
                                result,
                                out.stride()));
    }

    /** A matrix, or its transpose, times a vector. */
    private void addVector(
            Matrix matrix, boolean transpose, Matrix vector, Matrix out, float beta) {
        FloatPointer left = matrix.pointer();
        FloatPointer right = vector.pointer();
        FloatPointer result = out.pointer();
        instructions.add(
                step ->
                        cblas_sgemv(
                                CblasRowMajor,
                                transpose ? CblasTrans : CblasNoTrans,
                                matrix.rows(),
                                matrix.columns(),
                                1f,
                                left,
                                matrix.stride(),
                                right,
                                1,
                                beta,
                                result,
                                1));
    }

    @Override
    public void run(long step) {
        for (Instruction part : parts) {
            part.run(step);
        }
    }
}
