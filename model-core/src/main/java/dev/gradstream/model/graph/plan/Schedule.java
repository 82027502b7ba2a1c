package dev.gradstream.model.graph.plan;

import dev.gradstream.model.graph.Elementwise;
import dev.gradstream.model.graph.Expand;
import dev.gradstream.model.graph.Reachable;
import dev.gradstream.model.graph.Shape;
import dev.gradstream.model.graph.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which tensors are computed in which order, and which together.
 *
 * @param given tensors that are not computed
 * @param groups what is computed, in order; the tensors of a group in theirs
 * @param lastReader the last group that reads a tensor, for those that any reads
 */
record Schedule(List<Tensor> given, List<Group> groups, Map<Tensor, Integer> lastReader) {

    /** Tensors that one instruction computes: a single one, or elementwise ones of one shape. */
    record Group(boolean fused, Shape shape, List<Tensor> tensors) {}

    /**
     * @param results what is wanted
     * @param isGiven whether a tensor is there before the plan runs
     * @param fuse whether elementwise tensors share a group
     */
    static Schedule of(Set<Tensor> results, Predicate<Tensor> isGiven, boolean fuse) {
        List<Tensor> all = Reachable.from(List.copyOf(results));
        ReadThrough readThrough = ReadThrough.of(all, results, fuse);
        Assignment assignment = new Assignment(fuse, readThrough);
        for (int i = all.size() - 1; i >= 0; i--) {
            if (!isGiven.test(all.get(i)) && !readThrough.contains(all.get(i))) {
                assignment.place(all.get(i));
            }
        }
        List<Group> groups = assignment.inOrder();
        return new Schedule(
                all.stream().filter(isGiven).toList(), groups, lastReaders(groups, readThrough));
    }

    /** Whether a later group reads a tensor. */
    boolean isReadAfter(Tensor tensor, int group) {
        return lastReader.getOrDefault(tensor, group) > group;
    }

    private static Map<Tensor, Integer> lastReaders(List<Group> groups, ReadThrough readThrough) {
        Map<Tensor, Integer> last = new HashMap<>();
        for (int i = 0; i < groups.size(); i++) {
            for (Tensor tensor : groups.get(i).tensors()) {
                for (Tensor input : tensor.inputs()) {
                    last.put(readThrough.source(input), i);
                }
            }
        }
        return last;
    }

    /**
     * Places tensors from the last to the first, each as late as its readers allow: so an
     * elementwise tensor lands beside the one that reads it.
     */
    private static final class Assignment {
        private final boolean fuse;
        private final ReadThrough readThrough;
        private final List<Group> backwards = new ArrayList<>();
        private final Map<Tensor, Integer> latest = new HashMap<>();

        Assignment(boolean fuse, ReadThrough readThrough) {
            this.fuse = fuse;
            this.readThrough = readThrough;
        }

        void place(Tensor tensor) {
            boolean fusable = fuse && isElementwise(tensor);
            int group = latest.getOrDefault(tensor, 0);
            while (group < backwards.size() && !takes(backwards.get(group), tensor, fusable)) {
                group++;
            }
            if (group == backwards.size()) {
                backwards.add(new Group(fusable, tensor.shape(), new ArrayList<>()));
            }
            Group chosen = backwards.get(group);
            chosen.tensors().add(tensor);
            for (Tensor input : tensor.inputs()) {
                Tensor source = readThrough.source(input);
                latest.merge(source, joins(chosen, source) ? group : group + 1, Math::max);
            }
        }

        private static boolean takes(Group group, Tensor tensor, boolean fusable) {
            return fusable && group.fused() && group.shape().equals(tensor.shape());
        }

        private static boolean joins(Group group, Tensor source) {
            return takes(group, source, isElementwise(source));
        }

        private static boolean isElementwise(Tensor tensor) {
            return tensor.primitive() instanceof Elementwise
                    || tensor.primitive() instanceof Expand;
        }

        List<Group> inOrder() {
            List<Group> ordered = new ArrayList<>(backwards);
            Collections.reverse(ordered);
            ordered.forEach(group -> Collections.reverse(group.tensors()));
            return ordered;
        }
    }
}
