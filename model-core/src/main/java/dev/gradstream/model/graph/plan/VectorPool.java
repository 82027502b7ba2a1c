package dev.gradstream.model.graph.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Native memory of one plan, in which a dead tensor's place is taken by a later one. */
final class VectorPool implements AutoCloseable {
    private final Precision precision;
    private final List<NativeVector> all = new ArrayList<>();
    private final List<NativeVector> free = new ArrayList<>();

    VectorPool(Precision precision) {
        this.precision = precision;
    }

    /** The smallest free place that is large enough, else a new one. */
    Slice take(int length) {
        NativeVector vector =
                free.stream()
                        .filter(candidate -> candidate.length() >= length)
                        .min(Comparator.comparingInt(NativeVector::length))
                        .orElseGet(() -> allocate(length));
        free.remove(vector);
        return new Slice(vector, 0, length);
    }

    private NativeVector allocate(int length) {
        NativeVector vector = new NativeVector(precision, length);
        all.add(vector);
        return vector;
    }

    void giveBack(Slice slice) {
        free.add(slice.vector());
    }

    @Override
    public void close() {
        all.forEach(NativeVector::close);
    }
}
