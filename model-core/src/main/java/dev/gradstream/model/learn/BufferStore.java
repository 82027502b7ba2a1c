package dev.gradstream.model.learn;

import dev.gradstream.model.graph.Leaf;
import dev.gradstream.model.graph.plan.NativeVector;
import dev.gradstream.model.graph.plan.Precision;
import dev.gradstream.model.graph.plan.Slice;
import dev.gradstream.model.learn.FlatLayout.Entry;
import java.util.Arrays;

/**
 * What layers keep from step to step without learning it, as it is and as the step under way would
 * leave it: a step that is refused leaves it as it is. Owns its memory.
 */
final class BufferStore implements AutoCloseable {
    private final FlatLayout layout;
    private final NativeVector values;
    private final NativeVector next;
    private final float[] copy;

    BufferStore(FlatLayout layout) {
        this.layout = layout;
        copy = new float[layout.length()];
        // ND4J has no vector of nothing.
        values = new NativeVector(Precision.FLOAT, Math.max(1, layout.length()));
        next = new NativeVector(Precision.FLOAT, Math.max(1, layout.length()));
        for (Entry entry : layout.entries()) {
            float initial = (float) ((Leaf.Buffer) entry.leaf()).initial();
            Arrays.fill(copy, entry.offset(), entry.offset() + entry.length(), initial);
        }
        values.put(0, copy, 0, copy.length);
    }

    FlatLayout layout() {
        return layout;
    }

    NativeVector values() {
        return values;
    }

    /** Where the buffer of that position lies. */
    Slice slice(int position) {
        return layout.slice(values, position);
    }

    /** Where a step puts what the buffer of that position becomes. */
    Slice nextSlice(int position) {
        return layout.slice(next, position);
    }

    /** Whether what the step would leave is finite. */
    boolean nextIsFinite() {
        return copy.length == 0 || next.isFinite();
    }

    /** The step is taken. */
    void advance() {
        if (copy.length > 0) {
            next.get(0, copy, 0, copy.length);
            values.put(0, copy, 0, copy.length);
        }
    }

    float[] toArray() {
        float[] all = new float[layout.length()];
        values.get(0, all, 0, all.length);
        return all;
    }

    /**
     * @throws IllegalArgumentException if the array is not of this layout
     */
    void restore(float[] all) {
        if (all.length != layout.length()) {
            throw new IllegalArgumentException(
                    "the network keeps %d numbers in buffers, got %d"
                            .formatted(layout.length(), all.length));
        }
        values.put(0, all, 0, all.length);
    }

    boolean isFinite() {
        return values.isFinite();
    }

    @Override
    public void close() {
        values.close();
        next.close();
    }
}
