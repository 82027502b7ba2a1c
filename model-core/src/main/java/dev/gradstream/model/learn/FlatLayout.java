package dev.gradstream.model.learn;

import dev.gradstream.model.graph.Leaf;
import dev.gradstream.model.graph.Shape;
import dev.gradstream.model.graph.Tensor;
import dev.gradstream.model.graph.plan.NativeVector;
import dev.gradstream.model.graph.plan.Slice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Where tensors lie in one flat vector: one after the other, in the order in which the layers
 * declare them, each row-major.
 *
 * @param length of the flat vector
 */
record FlatLayout(List<Entry> entries, int length) {

    /**
     * One tensor.
     *
     * @param offset of its first value in the flat vector
     */
    record Entry(Leaf.Kept leaf, int offset) {
        String name() {
            return leaf.name();
        }

        Shape shape() {
            return leaf.shape();
        }

        int length() {
            return leaf.shape().elements(0);
        }
    }

    /** A layout of parameters or buffers. */
    static FlatLayout of(Collection<Tensor> tensors) {
        List<Entry> entries = new ArrayList<>();
        int offset = 0;
        for (Tensor tensor : tensors) {
            Entry entry = new Entry((Leaf.Kept) tensor.primitive(), offset);
            entries.add(entry);
            offset = Math.addExact(offset, entry.length());
        }
        return new FlatLayout(List.copyOf(entries), offset);
    }

    /** Where the tensor of that position lies in a flat vector. */
    Slice slice(NativeVector vector, int position) {
        Entry entry = entries.get(position);
        return new Slice(vector, entry.offset(), entry.length());
    }
}
