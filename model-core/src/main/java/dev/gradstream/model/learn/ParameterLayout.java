package dev.gradstream.model.learn;

import dev.gradstream.model.graph.CounterRandom;
import dev.gradstream.model.graph.Leaf;
import dev.gradstream.model.graph.Shape;
import dev.gradstream.model.graph.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Where each parameter lies in the flat vector of all: one after the other, in the order in which
 * the layers declare them, each row-major.
 *
 * @param length of the flat vector
 */
record ParameterLayout(List<Entry> entries, int length) {

    /**
     * One parameter.
     *
     * @param offset of its first value in the flat vector
     */
    record Entry(Leaf.Parameter parameter, int offset) {
        String name() {
            return parameter.name();
        }

        Shape shape() {
            return parameter.shape();
        }

        int length() {
            return parameter.shape().elements(0);
        }
    }

    static ParameterLayout of(List<Tensor> parameters) {
        List<Entry> entries = new ArrayList<>();
        int offset = 0;
        for (Tensor tensor : parameters) {
            Entry entry = new Entry((Leaf.Parameter) tensor.primitive(), offset);
            entries.add(entry);
            offset = Math.addExact(offset, entry.length());
        }
        if (offset == 0) {
            throw new IllegalArgumentException("the network has no parameters to learn");
        }
        return new ParameterLayout(List.copyOf(entries), offset);
    }

    /** First values of all parameters, each from a stream of random numbers of its own. */
    float[] draw(long seed) {
        float[] values = new float[length];
        for (int p = 0; p < entries.size(); p++) {
            Entry entry = entries.get(p);
            long key = CounterRandom.key(seed, p);
            for (int i = 0; i < entry.length(); i++) {
                values[entry.offset() + i] = entry.parameter().initializer().value(key, i);
            }
        }
        return values;
    }
}
