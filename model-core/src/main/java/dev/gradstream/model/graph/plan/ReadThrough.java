package dev.gradstream.model.graph.plan;

import dev.gradstream.model.graph.Elementwise;
import dev.gradstream.model.graph.Expand;
import dev.gradstream.model.graph.Tensor;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Expanded tensors that are never computed, because whoever reads them repeats the small tensor
 * itself.
 */
record ReadThrough(Set<Tensor> expanded) {

    /**
     * @param fuse whether elementwise kernels are fused: those can repeat any operand. ND4J's
     *     repeat one operand of two
     */
    static ReadThrough of(List<Tensor> all, Set<Tensor> results, boolean fuse) {
        Set<Tensor> expanded = new HashSet<>(all);
        expanded.removeIf(tensor -> !(tensor.primitive() instanceof Expand));
        expanded.removeAll(results);
        for (Tensor reader : all) {
            if (!repeats(reader, fuse)) {
                reader.inputs().forEach(expanded::remove);
            }
        }
        return new ReadThrough(expanded);
    }

    private static boolean repeats(Tensor reader, boolean fuse) {
        return reader.primitive() instanceof Elementwise
                && (fuse
                        || reader.inputs().stream()
                                        .filter(input -> input.primitive() instanceof Expand)
                                        .count()
                                < reader.inputs().size());
    }

    boolean contains(Tensor tensor) {
        return expanded.contains(tensor);
    }

    /** What is read in place of a tensor. */
    Tensor source(Tensor tensor) {
        return contains(tensor) ? tensor.input(0) : tensor;
    }
}
