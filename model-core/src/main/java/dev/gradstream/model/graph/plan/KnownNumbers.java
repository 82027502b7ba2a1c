package dev.gradstream.model.graph.plan;

import dev.gradstream.model.graph.Elementwise;
import dev.gradstream.model.graph.Leaf;
import dev.gradstream.model.graph.Reachable;
import dev.gradstream.model.graph.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** Scalars that are the same in every run of a plan: computed once, in double. */
final class KnownNumbers {
    private final Map<Tensor, Double> values = new HashMap<>();

    KnownNumbers(Set<Tensor> results, int batch) {
        for (Tensor tensor : Reachable.from(List.copyOf(results))) {
            if (tensor.primitive() instanceof Leaf.Constant constant) {
                values.put(tensor, constant.value());
            } else if (tensor.primitive() instanceof Leaf.Count count) {
                values.put(tensor, (double) count.counted().elements(batch));
            } else if (tensor.primitive() instanceof Elementwise primitive
                    && tensor.shape().rank() == 0
                    && values.keySet().containsAll(tensor.inputs())) {
                values.put(tensor, compute(primitive, tensor.inputs()));
            }
        }
    }

    private double compute(Elementwise primitive, List<Tensor> inputs) {
        return primitive.apply(
                values.get(inputs.get(0)), inputs.size() == 1 ? 0 : values.get(inputs.get(1)));
    }

    OptionalDouble get(Tensor tensor) {
        Double value = values.get(tensor);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
