package dev.gradstream.model.graph;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reverse-mode differentiation of one scalar. */
final class Gradients {
    private final Graph graph;
    private final Tensor loss;
    private final Map<Tensor, Tensor> gradients = new HashMap<>();

    Gradients(Graph graph, Tensor loss) {
        if (loss.shape().rank() != 0) {
            throw new IllegalArgumentException("a loss is a scalar, got shape " + loss.shape());
        }
        this.graph = graph;
        this.loss = loss;
    }

    List<Tensor> by(List<Tensor> wanted) {
        Set<Tensor> dependent = dependentOn(wanted);
        gradients.put(loss, graph.constant(1));
        // Readers of a tensor have higher numbers, so its gradient is complete when it is met.
        dependent.stream()
                .sorted(Comparator.comparingInt(Tensor::id).reversed())
                .filter(gradients::containsKey)
                .forEach(result -> passBack(result, dependent));
        return wanted.stream()
                .map(t -> gradients.getOrDefault(t, graph.constant(0).expandTo(t.shape())))
                .toList();
    }

    private void passBack(Tensor result, Set<Tensor> dependent) {
        List<Tensor> atInputs = result.primitive().gradients(result, gradients.get(result));
        for (int i = 0; i < atInputs.size(); i++) {
            if (dependent.contains(result.input(i))) {
                gradients.merge(result.input(i), atInputs.get(i), Tensor::plus);
            }
        }
    }

    /** What the loss is computed from that depends on what is wanted. */
    private Set<Tensor> dependentOn(List<Tensor> wanted) {
        Set<Tensor> dependent = new HashSet<>(wanted);
        for (Tensor tensor : Reachable.from(List.of(loss))) {
            if (tensor.inputs().stream().anyMatch(dependent::contains)) {
                dependent.add(tensor);
            }
        }
        return dependent;
    }
}
