package dev.gradstream.model.graph.plan;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.concurrency.AffinityManager.Location;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Numbers in native memory, all zero at first. Whoever makes one closes it. */
public final class NativeVector implements AutoCloseable {
    private final INDArray array;
    private final FloatPointer pointer;
    private final Precision precision;
    private final FloatBuffer floats;
    private final DoubleBuffer doubles;
    private final int length;

    public NativeVector(Precision precision, int length) {
        NativeRuntime.start();
        this.precision = precision;
        this.length = length;
        array = Nd4j.create(precision.type(), length);
        // OpenBLAS takes memory of the CPU alone.
        pointer =
                NativeRuntime.onCpu()
                        ? new FloatPointer(array.data().addressPointer())
                        : new FloatPointer();
        boolean single = precision == Precision.FLOAT;
        floats = single ? array.data().asNioFloat() : FloatBuffer.allocate(0);
        doubles = single ? DoubleBuffer.allocate(0) : array.data().asNioDouble();
    }

    public int length() {
        return length;
    }

    Precision precision() {
        return precision;
    }

    /** Copies floats in. */
    public void put(int at, float[] values, int from, int count) {
        if (precision == Precision.FLOAT) {
            floats.put(at, values, from, count);
        } else {
            for (int i = 0; i < count; i++) {
                doubles.put(at + i, values[from + i]);
            }
        }
        writtenByHost();
    }

    /** Copies floats out. */
    public void get(int at, float[] values, int from, int count) {
        beforeHostReads();
        if (precision == Precision.FLOAT) {
            floats.get(at, values, from, count);
        } else {
            for (int i = 0; i < count; i++) {
                values[from + i] = (float) doubles.get(at + i);
            }
        }
    }

    /** Sets one number. */
    public void put(int at, double value) {
        if (precision == Precision.FLOAT) {
            floats.put(at, (float) value);
        } else {
            doubles.put(at, value);
        }
        writtenByHost();
    }

    /** One number. */
    public double get(int at) {
        beforeHostReads();
        return precision == Precision.FLOAT ? floats.get(at) : doubles.get(at);
    }

    /** A copy of all numbers. */
    public float[] toArray() {
        float[] copy = new float[length];
        get(0, copy, 0, length);
        return copy;
    }

    /** The sum of squares, by BLAS; not finite if any number is not, or if the squares overflow. */
    public double sumOfSquares() {
        return precision == Precision.FLOAT && NativeRuntime.onCpu()
                ? openblas.cblas_sdot(length, pointer, 1, pointer, 1)
                : Nd4j.getBlasWrapper().level1().dot(length, 1, array, array);
    }

    /** Whether all numbers are finite. */
    public boolean isFinite() {
        return isFinite(0, length);
    }

    /** Whether some numbers side by side are finite: by their sum, unless that overflows. */
    boolean isFinite(int from, int count) {
        if (precision == Precision.FLOAT
                && NativeRuntime.onCpu()
                && Float.isFinite(openblas.cblas_sasum(count, pointer(from), 1))) {
            return true;
        }
        for (int i = from; i < from + count; i++) {
            if (!Double.isFinite(get(i))) {
                return false;
            }
        }
        return true;
    }

    FloatBuffer floats() {
        return floats;
    }

    /** The memory as OpenBLAS takes it, from a place on. */
    FloatPointer pointer(int from) {
        return from == 0 ? pointer : new FloatPointer(pointer).position(from);
    }

    DataBuffer data() {
        return array.data();
    }

    private void writtenByHost() {
        if (!NativeRuntime.onCpu()) {
            Nd4j.getAffinityManager().tagLocation(array, Location.HOST);
        }
    }

    private void beforeHostReads() {
        if (!NativeRuntime.onCpu()) {
            Nd4j.getAffinityManager().ensureLocation(array, Location.HOST);
        }
    }

    /** Frees the memory; every view of it is dead from then on. */
    @Override
    public void close() {
        array.close();
    }
}
