package dev.gradstream.model.graph.plan;

import dev.gradstream.model.graph.Shape;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A matrix of floats in native memory, row-major, or a part of one.
 *
 * @param offset of its first number
 * @param stride numbers from one row to the next
 */
record Matrix(NativeVector vector, int offset, int rows, int columns, int stride) {

    static Matrix of(Slice slice, Shape shape, int batch) {
        int columns = shape.last(batch);
        return new Matrix(
                slice.vector(), slice.offset(), slice.length() / columns, columns, columns);
    }

    /** Some of its rows. */
    Matrix rows(int from, int count) {
        return new Matrix(vector, offset + from * stride, count, columns, stride);
    }

    /** Some of its columns. */
    Matrix columns(int from, int count) {
        return new Matrix(vector, offset + from, rows, count, stride);
    }

    /** Whether its numbers lie side by side, as those of a vector do. */
    boolean isContiguous() {
        return stride == columns;
    }

    FloatPointer pointer() {
        return vector.pointer(offset);
    }
}
