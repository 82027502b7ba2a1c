package dev.gradstream.model.graph;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What some tensors are computed from. */
public final class Reachable {
    private Reachable() {}

    /** The tensors themselves and all that they are computed from, inputs before their readers. */
    public static List<Tensor> from(List<Tensor> results) {
        Set<Tensor> seen = new HashSet<>(results);
        Deque<Tensor> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            for (Tensor input : open.pop().inputs()) {
                if (seen.add(input)) {
                    open.push(input);
                }
            }
        }
        return seen.stream().sorted(Comparator.comparingInt(Tensor::id)).toList();
    }
}
