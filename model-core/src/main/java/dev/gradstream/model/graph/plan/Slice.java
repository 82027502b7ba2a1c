package dev.gradstream.model.graph.plan;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A stretch of a vector, in which a tensor lies row-major. */
public record Slice(NativeVector vector, int offset, int length) {
    public Slice {
        if (offset < 0 || length < 1 || offset > vector.length() - length) {
            throw new IllegalArgumentException(
                    length + " numbers from " + offset + " do not lie in " + vector.length());
        }
    }

    public static Slice of(NativeVector vector) {
        return new Slice(vector, 0, vector.length());
    }

    /** Copies floats in from the start. */
    public void put(float[] values, int from, int count) {
        vector.put(offset, values, from, count);
    }

    /** Copies floats out from the start. */
    public void get(float[] values, int from, int count) {
        vector.get(offset, values, from, count);
    }

    /** Whether all its numbers are finite. */
    public boolean isFinite() {
        return vector.isFinite(offset, length);
    }

    /** The same memory as an array. */
    INDArray array(long... sizes) {
        return Nd4j.create(vector.data(), sizes, Nd4j.getStrides(sizes, 'c'), offset, 'c');
    }
}
